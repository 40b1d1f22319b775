package io.github.smsgist.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.smsgist.MovableClock;
import io.github.smsgist.verification.VerificationCheck.Status;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import io.github.smsgist.verification.VerificationStore.Exceeded;
import io.github.smsgist.verification.VerificationStore.Quota;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link VerificationStore} has to do.
 */
public abstract class AbstractVerificationStoreTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	/**
	 * Return the store.
	 */
	protected abstract VerificationStore store(Clock clock);

	private VerificationStore store() {
		return store(Clock.systemUTC());
	}

	@Test
	void whateverHappensTheStateIsThatOfTheModel() {
		for (int run = 0; run < 4; run++) {
			MovableClock clock = new MovableClock();
			assertThat(new VerificationModel(run, store(clock), clock).run(60)).hasSizeGreaterThan(3);
		}
	}

	@Test
	void whatIsCreatedIsFoundAsItWas() {
		VerificationStore store = store();
		StoredVerification verification = verification("account");
		StoredVerification withoutSubject = verification(null);
		store.create(verification);
		store.create(withoutSubject);
		assertThat(store.find(verification.id())).isEqualTo(verification);
		assertThat(store.find(withoutSubject.id())).isEqualTo(withoutSubject);
		assertThat(store.find("unknown")).isNull();
	}

	@Test
	void onlyTheNextVersionReplaces() {
		VerificationStore store = store();
		StoredVerification verification = verification("account");
		store.create(verification);
		StoredVerification next = verification.withAttempt(false);
		assertThat(store.update(next)).isTrue();
		assertThat(store.update(verification.withAttempt(true))).isFalse();
		assertThat(store.update(verification("other").withAttempt(true))).isFalse();
		assertThat(store.find(verification.id())).isEqualTo(next);
	}

	@Test
	void ofManyUpdatesAtOnceOneWins() throws Exception {
		VerificationStore store = store();
		StoredVerification verification = verification("account");
		store.create(verification);
		assertThat(atOnce(20, () -> store.update(verification.withAttempt(false)))).filteredOn(Boolean::booleanValue)
			.hasSize(1);
	}

	@Test
	void aWindowSlides() {
		VerificationStore store = store();
		List<Quota> quotas = List.of(quota(2));
		assertThat(store.acquire(quotas, this.now)).isNull();
		assertThat(store.acquire(quotas, this.now.plusSeconds(1800))).isNull();
		Exceeded exceeded = store.acquire(quotas, this.now.plusSeconds(3599));
		assertThat(exceeded).isEqualTo(new Exceeded(quotas.get(0), this.now.plus(HOUR)));
		assertThat(store.acquire(quotas, this.now.plus(HOUR))).isNull();
		assertThat(store.acquire(quotas, this.now.plus(HOUR).plusSeconds(1)))
			.isEqualTo(new Exceeded(quotas.get(0), this.now.plus(HOUR).plusSeconds(1800)));
	}

	@Test
	void nothingIsTakenIfOneQuotaIsUsedUp() {
		VerificationStore store = store();
		Quota small = quota(1);
		Quota large = quota(2);
		assertThat(store.acquire(List.of(small), this.now)).isNull();
		for (int i = 0; i < 5; i++) {
			assertThat(store.acquire(List.of(large, small), this.now))
				.isEqualTo(new Exceeded(small, this.now.plus(HOUR)));
		}
		assertThat(store.acquire(List.of(large), this.now)).isNull();
		assertThat(store.acquire(List.of(large), this.now)).isNull();
	}

	@Test
	void whatIsReleasedCanBeTakenAgain() {
		VerificationStore store = store();
		List<Quota> quotas = List.of(quota(1), quota(1));
		assertThat(store.acquire(quotas, this.now)).isNull();
		store.release(quotas, this.now);
		assertThat(store.acquire(quotas, this.now)).isNull();
		assertThat(store.acquire(quotas, this.now)).isNotNull();
	}

	@Test
	void whatIsSettledCountsInsteadOfWhatWasTaken() {
		VerificationStore store = store();
		Quota quota = quota(10, 3);
		List<Quota> quotas = List.of(quota);
		assertThat(store.acquire(quotas, this.now)).isNull();
		store.settle(quota, this.now, 5);
		assertThat(store.acquire(quotas, this.now.plusSeconds(60))).isNull();
		assertThat(store.acquire(quotas, this.now.plusSeconds(120)))
			.isEqualTo(new Exceeded(quota, this.now.plus(HOUR)));
		store.settle(quota, this.now.plusSeconds(60), 2);
		assertThat(store.acquire(quotas, this.now.plusSeconds(120))).isNull();
		assertThat(store.acquire(quotas, this.now.plusSeconds(180))).isNotNull();
	}

	@Test
	void moreUnitsThanTheQuotaCanBeSettled() {
		VerificationStore store = store();
		Quota quota = quota(10, 3);
		List<Quota> quotas = List.of(quota);
		assertThat(store.acquire(quotas, this.now)).isNull();
		assertThat(store.acquire(quotas, this.now.plusSeconds(60))).isNull();
		store.settle(quota, this.now.plusSeconds(60), 1_000_000_000_000L);
		assertThat(store.acquire(quotas, this.now.plusSeconds(120)))
			.isEqualTo(new Exceeded(quota, this.now.plus(HOUR).plusSeconds(60)));
		assertThat(store.acquire(quotas, this.now.plus(HOUR).plusSeconds(59)))
			.isEqualTo(new Exceeded(quota, this.now.plus(HOUR).plusSeconds(60)));
		assertThat(store.acquire(quotas, this.now.plus(HOUR).plusSeconds(60))).isNull();
	}

	@Test
	void whatIsSettledForNothingThatWasTakenChangesNothing() {
		VerificationStore store = store();
		Quota quota = quota(10, 3);
		store.settle(quota, this.now, 10);
		assertThat(store.acquire(List.of(quota), this.now)).isNull();
	}

	@Test
	void concurrentCallersCannotExceedTheQuota() throws Exception {
		VerificationStore store = store();
		List<Quota> quotas = List.of(quota(20, 3));
		assertThat(atOnce(30, () -> store.acquire(quotas, this.now) == null)).filteredOn(Boolean::booleanValue)
			.hasSize(6);
	}

	@Test
	void concurrentCallersCannotExceedTheBudget() throws Exception {
		VerificationStore store = store();
		List<Quota> quotas = List.of(quota(7), quota(100));
		assertThat(atOnce(30, () -> store.acquire(quotas, this.now) == null)).filteredOn(Boolean::booleanValue)
			.hasSize(7);
	}

	@Test
	void whateverIsEnteredAsIdOrCodeIsAnswered() {
		TextedCodes service = new TextedCodes();
		SmsGistVerifications verifications = VerificationsBuilder.create().store(store()).build(service.operations());
		String id = verifications.start("0245972249").id();
		for (String text : List.of("", "\0", "\ud800", "' or 1=1 --", "x".repeat(100_000), id + "x", id + "\0")) {
			assertThat(verifications.check(text, "123456").status()).isEqualTo(Status.UNKNOWN);
			assertThatExceptionOfType(VerificationRefusedException.class).isThrownBy(() -> verifications.resend(text))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.UNKNOWN));
		}
		assertThat(verifications.check(id, "\0\ud800").status()).isEqualTo(Status.WRONG);
		assertThat(verifications.check(id, service.lastCode()).isApproved()).isTrue();
	}

	@Test
	void whateverLanguageBrowserSendsIsStored() {
		TextedCodes service = new TextedCodes();
		SmsGistVerifications verifications = VerificationsBuilder.create().store(store()).build(service.operations());
		Locale locale = Locale.forLanguageTag("fr-CA-x-" + "abcdefgh-".repeat(20) + "z");
		assertThat(locale.toLanguageTag()).hasSizeGreaterThan(100);
		String id = verifications.start(VerificationRequest.to("0245972240").in(locale)).id();
		assertThat(verifications.check(id, service.lastCode()).isApproved()).isTrue();
	}

	private StoredVerification verification(String subject) {
		return new StoredVerification(UUID.randomUUID().toString(), 0, "+233245972246", subject, Locale.FRENCH, "nonce",
				this.now.plusSeconds(600), this.now.plusSeconds(1200), this.now.plusSeconds(30), 0, 1, 0, false);
	}

	private static Quota quota(int max) {
		return quota(max, 1);
	}

	private static Quota quota(long max, long units) {
		return new Quota("quota-" + UUID.randomUUID(), max, HOUR, units);
	}

	private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(callers);
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> result : executor.invokeAll(Collections.nCopies(callers, call))) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			executor.shutdown();
		}
	}

}
