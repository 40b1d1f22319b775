package io.github.smsgist.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import io.github.smsgist.MovableClock;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.verification.VerificationCheck.Status;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What verifications of one number are to do, in the words of their documentation, and a
 * random user, attacker and network that compare it with what they do.
 */
final class VerificationModel {

	private static final String NUMBER = "+233245972246";

	private static final int MAX_ATTEMPTS = 3;

	private static final int MAX_SENDS = 3;

	private static final int MAX_PER_HOUR = 9;

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

	private final Random random;

	private final MovableClock clock;

	private final TextedCodes service = new TextedCodes();

	private final SmsGistVerifications verifications;

	private final List<Entry> entries = new ArrayList<>();

	private final List<Instant> uses = new ArrayList<>();

	private final Map<Object, Integer> seen = new HashMap<>();

	private int texts;

	VerificationModel(long seed, VerificationStore store, MovableClock clock) {
		this.random = new Random(seed);
		this.clock = clock;
		this.verifications = VerificationsBuilder.create()
			.clock(clock)
			.store(store)
			.codeLength(10)
			.maxAttempts(MAX_ATTEMPTS)
			.maxSends(MAX_SENDS)
			.recipientLimit(MAX_PER_HOUR, HOUR)
			.totalLimit(1_000_000, HOUR)
			.build(this.service.operations());
	}

	/**
	 * Do something at random.
	 * @return how often each result came about
	 */
	Map<Object, Integer> run(int steps) {
		for (int step = 0; step < steps; step++) {
			switch (this.random.nextInt(12)) {
				case 0, 1 -> this.clock.advance(Duration.ofSeconds(this.random.nextInt(90)));
				case 2 -> this.clock.advance(Duration.ofSeconds(this.random.nextInt(1500)));
				case 3, 4 -> send(null);
				case 5, 6, 7 -> any(this::send);
				case 8, 9 -> any((entry) -> check(entry, "wrong", false));
				case 10 -> any((entry) -> check(entry, entry.codes.get(entry.generation - 1), false));
				default -> any((entry) -> check(entry, entry.codes.get(entry.generation), true));
			}
			assertThat(this.service.texts).hasSize(this.texts);
		}
		return this.seen;
	}

	private void any(Consumer<Entry> action) {
		if (!this.entries.isEmpty()) {
			action.accept(
					this.entries.get(this.entries.size() - 1 - this.random.nextInt(Math.min(2, this.entries.size()))));
		}
	}

	private void check(Entry entry, @Nullable String code, boolean right) {
		if (code == null) {
			return;
		}
		VerificationCheck check = this.verifications.check(entry.id, code);
		assertThat(check.status()).isEqualTo(saw(expected(entry, right)));
		assertThat(check.attemptsLeft())
			.isEqualTo((check.status() == Status.WRONG) ? MAX_ATTEMPTS - entry.attempts : 0);
		assertThat(check.recipient()).isEqualTo(check.isApproved() ? NUMBER : null);
	}

	private Status expected(Entry entry, boolean right) {
		if (entry.approved || isForgotten(entry)) {
			return Status.UNKNOWN;
		}
		if (entry.attempts == MAX_ATTEMPTS) {
			return Status.EXHAUSTED;
		}
		if (isExpired(entry)) {
			return Status.EXPIRED;
		}
		entry.attempts++;
		entry.approved = right;
		return right ? Status.APPROVED : Status.WRONG;
	}

	/**
	 * Start a verification, or resend the code of one.
	 */
	private void send(@Nullable Entry earlier) {
		Network network = Network.values()[this.random.nextInt(Network.values().length)];
		Entry entry = (earlier != null) ? earlier : new Entry();
		Refusal refusal = refusal(earlier);
		if (network.exception != null) {
			this.service.failures.add(new TextedCodes.Failure(network.exception, network.arrives));
		}
		Verification verification = null;
		try {
			verification = (earlier != null) ? this.verifications.resend(earlier.id) : this.verifications.start(NUMBER);
			assertThat(refusal).isNull();
			assertThat(network).isNotEqualTo(Network.NOT_SENT);
		}
		catch (VerificationRefusedException ex) {
			assertThat(new Refusal(ex.getReason(), ex.getRetryAt())).isEqualTo(refusal);
			saw(ex.getReason());
			return;
		}
		catch (SmsGistException ex) {
			assertThat(refusal).isNull();
			assertThat(network).isEqualTo(Network.NOT_SENT);
		}
		finally {
			this.service.failures.clear();
		}
		saw(network);
		renewIfExpired(entry);
		if (verification == null) {
			entry.resendAllowedAt = this.clock.instant();
			return;
		}
		this.uses.add(this.clock.instant());
		entry.sends++;
		entry.resendAllowedAt = this.clock.instant().plusSeconds(30L << (entry.sends - 1));
		assertThat(verification.expiresAt()).isEqualTo(entry.expiresAt);
		assertThat(verification.resendAllowedAt()).isEqualTo(entry.resendAllowedAt);
		if (network.arrives && entry.keys.add(entry.sendNumber)) {
			this.texts++;
			String code = this.service.lastCode();
			assertThat(entry.codes.getOrDefault(entry.generation, code)).isEqualTo(code);
			entry.codes.put(entry.generation, code);
		}
		if (network == Network.WORKS) {
			entry.sendNumber++;
		}
		if (earlier == null) {
			entry.id = verification.id();
			this.entries.add(entry);
		}
		assertThat(verification.id()).isEqualTo(entry.id);
	}

	private @Nullable Refusal refusal(@Nullable Entry earlier) {
		Instant now = this.clock.instant();
		if (earlier != null) {
			if (earlier.approved || isForgotten(earlier)) {
				return new Refusal(Reason.UNKNOWN, null);
			}
			if (earlier.attempts == MAX_ATTEMPTS) {
				return new Refusal(Reason.EXHAUSTED, null);
			}
			if (earlier.sends == MAX_SENDS) {
				return new Refusal(Reason.TOO_MANY_RESENDS, null);
			}
			if (now.isBefore(earlier.resendAllowedAt)) {
				return new Refusal(Reason.TOO_EARLY, earlier.resendAllowedAt);
			}
		}
		this.uses.removeIf((use) -> !now.isBefore(use.plus(HOUR)));
		return (this.uses.size() == MAX_PER_HOUR) ? new Refusal(Reason.RECIPIENT_LIMIT, this.uses.get(0).plus(HOUR))
				: null;
	}

	private void renewIfExpired(Entry entry) {
		if (isExpired(entry)) {
			entry.expiresAt = this.clock.instant().plus(TIME_TO_LIVE);
			entry.attempts = 0;
			entry.generation++;
			entry.sendNumber++;
		}
	}

	private boolean isExpired(Entry entry) {
		return !this.clock.instant().isBefore(entry.expiresAt);
	}

	private boolean isForgotten(Entry entry) {
		return !this.clock.instant().isBefore(entry.expiresAt.plus(TIME_TO_LIVE));
	}

	private <T> T saw(T result) {
		this.seen.merge(result, 1, Integer::sum);
		return result;
	}

	/**
	 * What the network does with a message.
	 */
	enum Network {

		WORKS(null, true), NOT_SENT(Outcome.NOT_PROCESSED, false), LOSES_MESSAGE(Outcome.UNKNOWN, false),
		LOSES_ANSWER(Outcome.UNKNOWN, true);

		private final @Nullable SmsGistException exception;

		private final boolean arrives;

		Network(@Nullable Outcome outcome, boolean arrives) {
			this.exception = (outcome != null) ? new SmsGistTransportException(
					new FailedCall(Operation.SEND_SMS, "k", 1, outcome), "no answer", null) : null;
			this.arrives = arrives;
		}

	}

	private record Refusal(Reason reason, @Nullable Instant retryAt) {

	}

	/**
	 * A verification.
	 */
	private static final class Entry {

		private String id = "";

		private Instant expiresAt = Instant.EPOCH;

		private Instant resendAllowedAt = Instant.EPOCH;

		private int attempts;

		private int sends;

		private boolean approved;

		/**
		 * Which code it is that is valid.
		 */
		private int generation;

		private int sendNumber;

		private final Set<Integer> keys = new HashSet<>();

		private final Map<Integer, String> codes = new HashMap<>();

	}

}
