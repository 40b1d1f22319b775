package io.github.smsgist.verification;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.MovableClock;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.verification.VerificationCheck.Status;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OneTimeCodeVerifications} with {@link InMemoryVerificationStore}.
 */
class OneTimeCodeVerificationsTests {

	private static final String NUMBER = "+233245972246";

	private final MovableClock clock = new MovableClock();

	private final TextedCodes service = new TextedCodes();

	private final InMemoryVerificationStore store = new InMemoryVerificationStore(this.clock);

	private final SmsGistVerifications verifications = builder().build(this.service.operations());

	@Test
	void theRightCodeIsApprovedOnceAndProvesTheRecipient() {
		Verification verification = this.verifications.start("024 597 2246");
		assertThat(verification.expiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofMinutes(10)));
		assertThat(verification.resendAllowedAt()).isEqualTo(this.clock.instant().plusSeconds(30));
		SmsMessage text = this.service.texts.get(0);
		assertThat(text.recipients()).containsExactly(NUMBER);
		assertThat(text.route()).isEqualTo(Route.OTP);
		VerificationCheck check = this.verifications.check(verification.id(), this.service.lastCode());
		assertThat(check.isApproved()).isTrue();
		assertThat(check.recipient()).isEqualTo(NUMBER);
		assertThat(this.verifications.check(verification.id(), this.service.lastCode()).status())
			.isEqualTo(Status.UNKNOWN);
	}

	@Test
	void aWrongCodeUsesUpAnAttemptUntilThereIsNone() {
		String id = this.verifications.start(NUMBER).id();
		for (int left = 4; left >= 0; left--) {
			assertThat(this.verifications.check(id, wrongCode())).isEqualTo(VerificationCheck.wrong(left));
		}
		assertThat(this.verifications.check(id, this.service.lastCode()).status()).isEqualTo(Status.EXHAUSTED);
		this.clock.advance(Duration.ofMinutes(11));
		assertThat(this.verifications.check(id, this.service.lastCode()).status()).isEqualTo(Status.EXHAUSTED);
		assertRefused(() -> this.verifications.resend(id), Reason.EXHAUSTED, null);
	}

	@Test
	void aCodeExpires() {
		Verification verification = this.verifications.start(NUMBER);
		this.clock.moveTo(verification.expiresAt().minusMillis(1));
		assertThat(this.verifications.check(verification.id(), wrongCode()).status()).isEqualTo(Status.WRONG);
		this.clock.moveTo(verification.expiresAt());
		assertThat(this.verifications.check(verification.id(), this.service.lastCode()).status())
			.isEqualTo(Status.EXPIRED);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.verifications.check(verification.id(), this.service.lastCode()).status())
			.isEqualTo(Status.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "nonsense-which-is-longer-than-any-identifier" })
	void anUnknownVerificationIsUnknown(String id) {
		assertThat(this.verifications.check(id, "123456").status()).isEqualTo(Status.UNKNOWN);
		assertRefused(() -> this.verifications.resend(id), Reason.UNKNOWN, null);
	}

	@Test
	void aCodeMayBeEnteredAsPeopleAndKeyboardsWriteIt() {
		String id = this.verifications.start(NUMBER).id();
		StringBuilder arabic = new StringBuilder("\u200e ");
		this.service.lastCode().chars().forEach((digit) -> arabic.append((char) (digit - '0' + 0x660)).append(' '));
		assertThat(this.verifications.check(id, arabic.insert(8, "-").toString()).isApproved()).isTrue();
	}

	@Test
	void whatIsNotACodeIsWrong() {
		String id = this.verifications.start(NUMBER).id();
		assertThat(this.verifications.check(id, null).status()).isEqualTo(Status.WRONG);
		assertThat(this.verifications.check(id, "").status()).isEqualTo(Status.WRONG);
		assertThat(this.verifications.check(id, this.service.lastCode() + "0").status()).isEqualTo(Status.WRONG);
		assertThat(this.verifications.check(id, "9".repeat(1_000_000)).status()).isEqualTo(Status.WRONG);
	}

	@Test
	void aResendSendsTheSameCodeUnderNewKeyWhileItIsValidAndNewOneAfter() {
		Verification verification = this.verifications.start(NUMBER);
		String code = this.service.lastCode();
		this.clock.moveTo(verification.resendAllowedAt());
		Verification resent = this.verifications.resend(verification.id());
		assertThat(this.service.texts).hasSize(2);
		assertThat(this.service.lastCode()).isEqualTo(code);
		assertThat(resent.expiresAt()).isEqualTo(verification.expiresAt());
		assertThat(resent.resendAllowedAt()).isEqualTo(this.clock.instant().plusSeconds(60));
		this.clock.moveTo(verification.expiresAt());
		Verification renewed = this.verifications.resend(verification.id());
		assertThat(renewed.id()).isEqualTo(verification.id());
		assertThat(this.service.texts).hasSize(3);
		assertThat(this.service.lastCode()).isNotEqualTo(code);
		assertThat(this.verifications.check(renewed.id(), code).status()).isEqualTo(Status.WRONG);
		assertThat(this.verifications.check(renewed.id(), this.service.lastCode()).isApproved()).isTrue();
		assertRefused(() -> this.verifications.resend(renewed.id()), Reason.UNKNOWN, null);
	}

	@Test
	void thePauseBetweenResendsGrowsAndTheirNumberIsBounded() {
		SmsGistVerifications verifications = builder().recipientLimit(100, Duration.ofHours(1))
			.build(this.service.operations());
		Verification verification = verifications.start(NUMBER);
		for (int pause : new int[] { 30, 60, 120, 240 }) {
			String id = verification.id();
			Instant allowedAt = this.clock.instant().plusSeconds(pause);
			assertThat(verification.resendAllowedAt()).isEqualTo(allowedAt);
			this.clock.advance(Duration.ofSeconds(pause).minusMillis(1));
			assertRefused(() -> verifications.resend(id), Reason.TOO_EARLY, allowedAt);
			this.clock.advance(Duration.ofMillis(1));
			verification = verifications.resend(id);
		}
		String id = verification.id();
		this.clock.moveTo(verification.resendAllowedAt());
		assertRefused(() -> verifications.resend(id), Reason.TOO_MANY_RESENDS, null);
		assertThat(this.service.texts).hasSize(5);
	}

	@Test
	void aSendWithAnUnknownOutcomeLeavesTheVerificationGoodAndIsRepeatedUnderItsKey() {
		this.service.failures.add(new TextedCodes.Failure(failure(Outcome.UNKNOWN), true));
		Verification verification = this.verifications.start(NUMBER);
		this.clock.moveTo(verification.resendAllowedAt());
		this.verifications.resend(verification.id());
		assertThat(this.service.texts).hasSize(1);
		assertThat(new HashSet<>(this.service.keys)).hasSize(1);
		this.clock.advance(Duration.ofMinutes(1));
		this.verifications.resend(verification.id());
		assertThat(this.service.texts).hasSize(2);
		assertThat(this.verifications.check(verification.id(), this.service.lastCode()).isApproved()).isTrue();
	}

	@Test
	void aNewCodeIsNeverSentUnderTheKeyOfAnOldOne() {
		this.service.failures.add(new TextedCodes.Failure(failure(Outcome.UNKNOWN), true));
		Verification verification = this.verifications.start(NUMBER);
		this.clock.moveTo(verification.expiresAt());
		this.verifications.resend(verification.id());
		assertThat(this.service.texts).hasSize(2);
		assertThat(this.verifications.check(verification.id(), this.service.lastCode()).isApproved()).isTrue();
	}

	@Test
	void aSendMayTakeAsLongAsItsCodeIsValid() {
		Verification verification = this.verifications.start(NUMBER);
		this.verifications.start("ama@example.com");
		this.clock.moveTo(verification.expiresAt().minusSeconds(2));
		Verification resent = this.verifications.resend(verification.id());
		this.clock.moveTo(resent.resendAllowedAt());
		this.verifications.resend(verification.id());
		assertThat(this.service.timeLimits).containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(10),
				Duration.ofSeconds(2), Duration.ofMinutes(10));
	}

	@Test
	void whatWasCertainlyNotSentCountsForNoLimit() {
		for (int i = 0; i < 20; i++) {
			this.service.failures.add(new TextedCodes.Failure(failure(Outcome.NOT_PROCESSED), false));
			assertThatExceptionOfType(SmsGistException.class).isThrownBy(() -> this.verifications.start(NUMBER));
		}
		Verification verification = this.verifications.start(NUMBER);
		this.clock.moveTo(verification.resendAllowedAt());
		this.service.failures.add(new TextedCodes.Failure(failure(Outcome.NOT_PROCESSED), false));
		assertThatExceptionOfType(SmsGistException.class)
			.isThrownBy(() -> this.verifications.resend(verification.id()));
		this.verifications.resend(verification.id());
		assertThat(this.service.texts).hasSize(2);
	}

	@Test
	void whatCannotBeStoredOrWrittenCountsForNoLimit() {
		AtomicBoolean broken = new AtomicBoolean(true);
		VerificationStore brokenStore = (VerificationStore) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { VerificationStore.class }, (proxy, method, arguments) -> {
					if (broken.get() && (method.getName().equals("create") || method.getName().equals("update"))) {
						throw new IllegalStateException("no database");
					}
					return method.invoke(this.store, arguments);
				});
		SmsGistVerifications verifications = builder().store(brokenStore)
			.texts((code, locale) -> locale.equals(Locale.ITALIAN) ? "-".repeat(200) + code : code)
			.build(this.service.operations());
		for (int i = 0; i < 20; i++) {
			assertThatIllegalStateException().isThrownBy(() -> verifications.start(NUMBER)).withMessage("no database");
		}
		broken.set(false);
		for (int i = 0; i < 20; i++) {
			assertThatIllegalStateException()
				.isThrownBy(() -> verifications.start(VerificationRequest.to(NUMBER).in(Locale.ITALIAN)))
				.withMessageContaining("must fit in one");
		}
		Verification verification = verifications.start(NUMBER);
		this.clock.moveTo(verification.resendAllowedAt());
		broken.set(true);
		for (int i = 0; i < 20; i++) {
			assertThatIllegalStateException().isThrownBy(() -> verifications.resend(verification.id()))
				.withMessage("no database");
		}
		broken.set(false);
		verifications.resend(verification.id());
		assertThat(this.service.texts).hasSize(2);
		assertThatIllegalArgumentException().isThrownBy(() -> verifications.start("a@" + "x".repeat(400) + ".com"))
			.withMessageNotContaining("xxx");
	}

	@Test
	void aPumpingAttackIsStoppedAfterTheAllowedNumberOfTexts() {
		for (int i = 0; i < 1_000; i++) {
			try {
				this.verifications.start((i % 2 == 0) ? NUMBER : "024 597 2246");
			}
			catch (VerificationRefusedException ex) {
				assertThat(ex.getReason()).isEqualTo(Reason.RECIPIENT_LIMIT);
				assertThat(ex.getRetryAt()).isEqualTo(Instant.parse("2026-11-25T13:00:00Z"));
			}
		}
		assertThat(this.service.texts).hasSize(5);
		this.clock.moveTo(Instant.parse("2026-11-25T13:00:00Z"));
		this.verifications.start(NUMBER);
	}

	@Test
	void manyNumbersOnBehalfOfOneSubjectAndInAllAreLimited() {
		SmsGistVerifications verifications = builder().totalLimit(15, Duration.ofHours(1))
			.build(this.service.operations());
		for (int i = 0; i < 10; i++) {
			verifications.start(VerificationRequest.to("02459700" + (10 + i)).onBehalfOf("account-7"));
		}
		assertRefused(() -> verifications.start(VerificationRequest.to("0245971234").onBehalfOf("account-7")),
				Reason.SUBJECT_LIMIT, this.clock.instant().plus(Duration.ofHours(1)));
		for (int i = 0; i < 5; i++) {
			verifications.start("02459701" + (10 + i));
		}
		assertRefused(() -> verifications.start("0245971234"), Reason.TOTAL_LIMIT,
				this.clock.instant().plus(Duration.ofHours(1)));
		assertThat(this.service.texts).hasSize(15);
	}

	@Test
	void codesCostNoMoreCreditsInDayThanAllowed() {
		SmsGistVerifications verifications = builder().creditsPerDay(new BigDecimal("0.10"))
			.build(this.service.operations());
		this.service.cost = new BigDecimal("0.03");
		verifications.start("0245970010");
		this.clock.advance(Duration.ofHours(1));
		verifications.start("0245970011");
		verifications.start("0245970012");
		assertRefused(() -> verifications.start("0245970013"), Reason.CREDIT_LIMIT,
				this.clock.instant().plus(Duration.ofHours(23)));
		assertThat(this.service.texts).hasSize(3);
		this.clock.advance(Duration.ofHours(23));
		verifications.start("0245970013");
		assertRefused(() -> verifications.start("0245970014"), Reason.CREDIT_LIMIT,
				this.clock.instant().plus(Duration.ofHours(1)));
	}

	@Test
	void resendsAndTextsWithUnknownOutcomeCostCreditsAndFailedOnesDoNot() {
		SmsGistVerifications verifications = builder().creditsPerDay(new BigDecimal("0.10"))
			.build(this.service.operations());
		this.service.cost = new BigDecimal("0.03");
		Verification verification = verifications.start(NUMBER);
		this.clock.moveTo(verification.resendAllowedAt());
		verifications.resend(verification.id());
		this.service.failures.add(new TextedCodes.Failure(failure(Outcome.NOT_PROCESSED), false));
		assertThatExceptionOfType(SmsGistException.class).isThrownBy(() -> verifications.start("0245970010"));
		this.service.failures.add(new TextedCodes.Failure(failure(Outcome.UNKNOWN), true));
		verifications.start("0245970011");
		assertRefused(() -> verifications.start("0245970012"), Reason.CREDIT_LIMIT,
				this.clock.instant().plus(Duration.ofDays(1)).minusSeconds(30));
	}

	@Test
	void textsAtOnceCostNoMoreCreditsThanAllowedOnceTheCostIsKnown() throws Exception {
		SmsGistVerifications verifications = builder().creditsPerDay(new BigDecimal("0.30"))
			.build(this.service.operations());
		this.service.cost = new BigDecimal("0.03");
		verifications.start(NUMBER);
		AtomicInteger numbers = new AtomicInteger(10);
		atOnce(50, () -> {
			try {
				return verifications.start("02459700" + numbers.getAndIncrement());
			}
			catch (VerificationRefusedException ex) {
				assertThat(ex.getReason()).isEqualTo(Reason.CREDIT_LIMIT);
				return null;
			}
		});
		assertThat(this.service.texts).hasSize(10);
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "-5,0", "1E-999999999,1", "0.000001,1", "0.0300001,30001", "9.99,9990000", "10,10000000",
			"1E999999999,10000000" })
	void anyCostThatTheServiceNamesIsCounted(BigDecimal cost, long units) {
		assertThat(new CreditLimit(BigDecimal.TEN).settle(cost)).isEqualTo(units);
	}

	@Test
	void onlyMobileNumbersOfTheAllowedRegionsAreTexted() {
		assertRefused(() -> this.verifications.start("+447911123456"), Reason.REGION, null);
		assertRefused(() -> this.verifications.start("+99912345678"), Reason.REGION, null);
		assertRefused(() -> this.verifications.start("0302123456"), Reason.NUMBER_TYPE, null);
		assertRefused(() -> builder().allowedRegions(List.of("GB"))
			.build(this.service.operations())
			.start("+44 909 879 0000"), Reason.NUMBER_TYPE, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.verifications.start("hello"));
		assertThat(this.service.texts).isEmpty();
		builder().allowedRegions(List.of("GH", "GB")).build(this.service.operations()).start("+447400123456");
		builder().allowedRegions(List.of("*")).build(this.service.operations()).start("+12025550123");
		assertThat(this.service.texts).hasSize(2);
	}

	@Test
	void anAddressIsSentAnEmail() {
		Verification verification = this.verifications.start("Ama@example.com");
		assertThat(this.service.emails).singleElement().satisfies((email) -> {
			assertThat(email.recipients()).containsExactly("Ama@example.com");
			assertThat(email.subject()).doesNotContainPattern("\\d");
			String code = email.body().replaceAll("\\D", "");
			assertThat(this.verifications.check(verification.id(), code).recipient()).isEqualTo("Ama@example.com");
		});
		for (int i = 0; i < 4; i++) {
			this.verifications.start("ama@example.com");
		}
		assertRefused(() -> this.verifications.start("AMA@example.com"), Reason.RECIPIENT_LIMIT,
				this.clock.instant().plus(Duration.ofHours(1)));
	}

	@Test
	void theTextIsInTheLanguageOfTheRequestAndEndsInTheOrigin() {
		SmsGistVerifications verifications = builder().origin("shop.example")
			.texts((code, locale) -> locale.equals(Locale.FRENCH) ? "Votre code : " + code : "Your code is " + code)
			.build(this.service.operations());
		Verification verification = verifications.start(VerificationRequest.to(NUMBER).in(Locale.FRENCH));
		assertThat(this.service.lastText()).matches("Votre code : (\\d{6})\n\n@shop.example #\\1");
		this.clock.moveTo(verification.resendAllowedAt());
		verifications.resend(verification.id());
		assertThat(this.service.lastText()).startsWith("Votre code : ");
	}

	@Test
	void aTextOfMoreThanOneSegmentIsRefusedAtOnce() {
		VerificationsBuilder builder = builder().texts((code, locale) -> "\u025b".repeat(65) + code);
		assertThatIllegalStateException().isThrownBy(() -> builder.build(this.service.operations()))
			.withMessageContaining("takes 2 SMS segments");
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, 6, 10 })
	void codesHaveTheirLengthAndAreSpreadEvenly(int length) {
		OneTimeCodes codes = new OneTimeCodes(OneTimeCodes.randomSecret(), length);
		int[] counts = new int[10];
		Set<String> nonces = new HashSet<>();
		for (int i = 0; i < 2_000; i++) {
			String nonce = codes.random();
			String code = codes.code(nonce);
			assertThat(code).hasSize(length).containsOnlyDigits().isEqualTo(codes.code(nonce));
			code.chars().forEach((digit) -> counts[digit - '0']++);
			nonces.add(nonce);
		}
		assertThat(nonces).hasSize(2_000);
		for (int count : counts) {
			assertThat(count).isBetween(2_000 * length / 10 * 8 / 10, 2_000 * length / 10 * 12 / 10);
		}
	}

	@Test
	void codesStayCodesWhereverTheApplicationRuns() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG"));
			this.verifications.start(NUMBER);
			assertThat(this.service.lastCode()).matches("[0-9]{6}");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	void aHundredGuessesAtOnceGetTheAttemptsAllowed() throws Exception {
		String id = this.verifications.start(NUMBER).id();
		String wrong = wrongCode();
		List<Status> statuses = atOnce(100, () -> this.verifications.check(id, wrong).status());
		assertThat(statuses).filteredOn((status) -> status == Status.WRONG).hasSize(5);
		assertThat(statuses).filteredOn((status) -> status == Status.EXHAUSTED).hasSize(95);
	}

	@Test
	void aCodeThatIsEnteredAHundredTimesAtOnceIsApprovedOnce() throws Exception {
		String id = this.verifications.start(NUMBER).id();
		String code = this.service.lastCode();
		List<Status> statuses = atOnce(100, () -> this.verifications.check(id, code).status());
		assertThat(statuses).filteredOn((status) -> status == Status.APPROVED).hasSize(1);
		assertThat(statuses).filteredOn((status) -> status == Status.UNKNOWN).hasSize(99);
	}

	@Test
	void aHundredResendsAtOnceSendOneText() throws Exception {
		Verification verification = this.verifications.start(NUMBER);
		this.clock.moveTo(verification.resendAllowedAt());
		List<Boolean> sent = atOnce(100, () -> {
			try {
				this.verifications.resend(verification.id());
				return true;
			}
			catch (VerificationRefusedException ex) {
				return false;
			}
		});
		assertThat(sent).filteredOn(Boolean::booleanValue).hasSize(1);
		assertThat(this.service.texts).hasSize(2);
	}

	@Test
	void nothingShowsTheCodeOrTheRecipient() {
		Verification verification = this.verifications.start(VerificationRequest.to(NUMBER).onBehalfOf("account-7"));
		String code = this.service.lastCode();
		StoredVerification stored = this.store.find(verification.id());
		assertThat(List.of(stored.nonce(), stored.id(), String.valueOf(stored.subjectKey())))
			.noneMatch((text) -> text.contains(code) || text.contains("account"));
		for (Object object : List.of(verification, stored, VerificationRequest.to(NUMBER), this.verifications,
				this.verifications.check(verification.id(), code))) {
			assertThat(object.toString()).doesNotContain(code, "245972246", stored.nonce());
		}
		assertThat(this.service.keys).noneMatch((key) -> key.contains(code) || key.contains("245972246"));
	}

	@Test
	void whateverHappensTheStateIsThatOfTheModel() {
		Map<Object, Integer> seen = new HashMap<>();
		for (int run = 0; run < 100; run++) {
			MovableClock clock = new MovableClock();
			VerificationModel model = new VerificationModel(20261125 + run, new InMemoryVerificationStore(clock),
					clock);
			model.run(80).forEach((result, times) -> seen.merge(result, times, Integer::sum));
		}
		List<Object> possible = new ArrayList<>(List.of(Status.values()));
		possible.addAll(List.of(VerificationModel.Network.values()));
		possible.addAll(List.of(Reason.UNKNOWN, Reason.EXHAUSTED, Reason.TOO_MANY_RESENDS, Reason.TOO_EARLY,
				Reason.RECIPIENT_LIMIT));
		assertThat(seen).containsOnlyKeys(possible.toArray());
		assertThat(seen.values()).allMatch((times) -> times >= 10, "often enough: " + seen);
	}

	@Test
	void itIsBounded() {
		InMemoryVerificationStore small = new InMemoryVerificationStore(10, this.clock);
		SmsGistVerifications verifications = builder().store(small).build(this.service.operations());
		int sent = 0;
		for (int i = 0; i < 90; i++) {
			try {
				verifications.start("02459700" + (10 + i));
				sent++;
			}
			catch (VerificationRefusedException ex) {
				assertThat(ex.getRetryAt()).isEqualTo(this.clock.instant().plus(Duration.ofHours(1)));
			}
		}
		assertThat(sent).isEqualTo(8);
		assertThat(small.size()).isLessThanOrEqualTo(20);
		this.clock.advance(Duration.ofHours(1));
		verifications.start("0245971234");
	}

	@Test
	void settingsThatMakeNoSenseAreRefused() {
		VerificationsBuilder builder = builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.codeLength(3));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.codeLength(11));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.secret("short"));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.timeToLive(Duration.ofDays(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.maxAttempts(0));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.maxSends(11));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.resendPause(Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.allowedRegions(List.of("XX")));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.creditsPerDay(BigDecimal.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.creditsPerDay(new BigDecimal("1E10")));
		assertThatIllegalArgumentException().isThrownBy(() -> new VerificationLimit(0, Duration.ofHours(1)));
	}

	private VerificationsBuilder builder() {
		return VerificationsBuilder.create().clock(this.clock).store(this.store);
	}

	private String wrongCode() {
		return this.service.lastCode().equals("000000") ? "000001" : "000000";
	}

	private static SmsGistException failure(Outcome outcome) {
		return new SmsGistTransportException(new FailedCall(Operation.SEND_SMS, "k", 1, outcome), "no answer", null);
	}

	private static void assertRefused(Runnable call, Reason reason, @Nullable Instant retryAt) {
		assertThatExceptionOfType(VerificationRefusedException.class).isThrownBy(call::run).satisfies((ex) -> {
			assertThat(ex.getReason()).isEqualTo(reason);
			assertThat(ex.getRetryAt()).isEqualTo(retryAt);
			assertThat(ex.getMessage()).doesNotContainPattern("\\d{7}");
		});
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
