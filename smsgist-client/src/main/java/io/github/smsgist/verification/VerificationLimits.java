package io.github.smsgist.verification;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.verification.VerificationRefusedException.Reason;
import io.github.smsgist.verification.VerificationStore.Exceeded;
import io.github.smsgist.verification.VerificationStore.Quota;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the number and the cost of codes. Thread-safe.
 */
final class VerificationLimits {

	private static final String RECIPIENT = "recipient:";

	private static final String SUBJECT = "subject:";

	private final VerificationStore store;

	private final VerificationLimit recipientLimit;

	private final VerificationLimit subjectLimit;

	private final VerificationLimit totalLimit;

	private final CreditLimit creditLimit;

	VerificationLimits(VerificationsBuilder builder, VerificationStore store) {
		this.store = store;
		this.recipientLimit = builder.recipientLimit;
		this.subjectLimit = builder.subjectLimit;
		this.totalLimit = builder.totalLimit;
		this.creditLimit = new CreditLimit(builder.creditsPerDay);
	}

	/**
	 * Take the units for one code.
	 * @param recipientKey the keyed hash of the recipient
	 * @param subjectKey the keyed hash of the subject, or {@code null} without a subject
	 * @param now the time
	 * @return the units
	 * @throws VerificationRefusedException if a limit is reached
	 */
	Acquisition acquire(String recipientKey, @Nullable String subjectKey, Instant now) {
		List<Quota> quotas = new ArrayList<>();
		quotas.add(quota("total", this.totalLimit));
		quotas.add(this.creditLimit.quota());
		quotas.add(quota(RECIPIENT + recipientKey, this.recipientLimit));
		if (subjectKey != null) {
			quotas.add(quota(SUBJECT + subjectKey, this.subjectLimit));
		}
		Exceeded exceeded = this.store.acquire(quotas, now);
		if (exceeded != null) {
			throw new VerificationRefusedException(reason(exceeded.quota().key()), exceeded.retryAt());
		}
		return new Acquisition(quotas, now);
	}

	private static Quota quota(String key, VerificationLimit limit) {
		return new Quota(key, limit.max(), limit.window(), 1);
	}

	private static Reason reason(String quotaKey) {
		if (quotaKey.startsWith(RECIPIENT)) {
			return Reason.RECIPIENT_LIMIT;
		}
		if (quotaKey.startsWith(SUBJECT)) {
			return Reason.SUBJECT_LIMIT;
		}
		return quotaKey.equals(CreditLimit.KEY) ? Reason.CREDIT_LIMIT : Reason.TOTAL_LIMIT;
	}

	/**
	 * Units taken for one code. Closing releases them unless they are kept. Not
	 * thread-safe.
	 */
	final class Acquisition implements AutoCloseable {

		private final List<Quota> quotas;

		private final Instant time;

		private boolean kept;

		private Acquisition(List<Quota> quotas, Instant time) {
			this.quotas = quotas;
			this.time = time;
		}

		Instant time() {
			return this.time;
		}

		void keep() {
			this.kept = true;
		}

		void release() {
			VerificationLimits.this.store.release(this.quotas, this.time);
		}

		void settle(BigDecimal cost) {
			long units = VerificationLimits.this.creditLimit.settle(cost);
			this.quotas.stream()
				.filter((quota) -> quota.key().equals(CreditLimit.KEY))
				.forEach((quota) -> VerificationLimits.this.store.settle(quota, this.time, units));
		}

		@Override
		public void close() {
			if (!this.kept) {
				release();
			}
		}

	}

}
