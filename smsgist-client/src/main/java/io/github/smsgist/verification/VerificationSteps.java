package io.github.smsgist.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.verification.VerificationCheck.Status;
import io.github.smsgist.verification.VerificationLimits.Acquisition;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Steps before and after a send, for blocking and reactive callers. Thread-safe.
 */
final class VerificationSteps {

	private static final int MAX_LOCALE_LENGTH = 64;

	private final VerificationStore store;

	private final Clock clock;

	private final OneTimeCodes codes;

	private final RecipientRules recipients;

	private final VerificationLimits limits;

	private final VerificationMessages messages;

	private final Supplier<Locale> defaultLocale;

	private final VerificationListener listener;

	private final Duration timeToLive;

	private final int maxAttempts;

	private final int maxSends;

	private final Duration resendPause;

	VerificationSteps(VerificationsBuilder builder, VerificationStore store) {
		this.clock = builder.clock;
		this.store = store;
		this.codes = new OneTimeCodes(builder.secret, builder.codeLength);
		this.recipients = new RecipientRules(builder.defaultRegion, builder.allowedRegions);
		this.limits = new VerificationLimits(builder, store);
		this.messages = new VerificationMessages(this.codes, builder.texts, builder.origin);
		this.defaultLocale = builder.defaultLocale;
		this.listener = builder.listener;
		this.timeToLive = builder.timeToLive;
		this.maxAttempts = builder.maxAttempts;
		this.maxSends = builder.maxSends;
		this.resendPause = builder.resendPause;
	}

	Dispatch start(VerificationRequest request) {
		return reportRefusal(() -> {
			String recipient = this.recipients.read(request.recipient());
			String subjectKey = StringUtils.hasText(request.subject())
					? this.codes.fingerprint("subject", request.subject()) : null;
			Locale locale = bounded((request.locale() != null) ? request.locale() : this.defaultLocale.get());
			Instant now = this.clock.instant();
			Instant expiresAt = now.plus(this.timeToLive);
			StoredVerification verification = new StoredVerification(this.codes.random(), 0, recipient, subjectKey,
					locale, this.codes.random(), expiresAt, expiresAt.plus(this.timeToLive), now.plus(pause(1)), 0, 1,
					0, false);
			try (Acquisition acquisition = acquire(recipient, subjectKey, now)) {
				this.store.create(verification);
				return dispatch(verification, acquisition);
			}
		});
	}

	Dispatch resend(String verificationId) {
		return reportRefusal(() -> {
			while (true) {
				Instant now = this.clock.instant();
				StoredVerification current = resendable(find(verificationId), now);
				StoredVerification next = (current.isExpired(now) ? withNewCode(current, now) : current)
					.withSend(now.plus(pause(current.sends() + 1)));
				try (Acquisition acquisition = acquire(current.recipient(), current.subjectKey(), now)) {
					if (this.store.update(next)) {
						return dispatch(next, acquisition);
					}
				}
			}
		});
	}

	private Dispatch reportRefusal(Supplier<Dispatch> send) {
		try {
			return send.get();
		}
		catch (VerificationRefusedException ex) {
			this.listener.onRefused(ex.getReason());
			throw ex;
		}
	}

	/**
	 * One atomic update uses up the attempt and stores its result. If another caller was
	 * faster everything is checked again, so parallel guesses get no more attempts than
	 * sequential ones.
	 */
	VerificationCheck check(String verificationId, String code) {
		VerificationCheck check = null;
		while (check == null) {
			StoredVerification current = find(verificationId);
			if (current == null || current.approved()) {
				check = VerificationCheck.of(Status.UNKNOWN);
			}
			else if (current.attempts() >= this.maxAttempts) {
				check = VerificationCheck.of(Status.EXHAUSTED);
			}
			else if (current.isExpired(this.clock.instant())) {
				check = VerificationCheck.of(Status.EXPIRED);
			}
			else {
				boolean approved = this.codes.matches(current.nonce(), code);
				if (this.store.update(current.withAttempt(approved))) {
					check = approved ? VerificationCheck.approved(current.recipient())
							: VerificationCheck.wrong(this.maxAttempts - current.attempts() - 1);
				}
			}
		}
		this.listener.onChecked(verificationId, check.status());
		return check;
	}

	/**
	 * Find a verification. Only ids of the right form reach the store.
	 */
	private @Nullable StoredVerification find(String verificationId) {
		return this.codes.isRandom(verificationId) ? this.store.find(verificationId) : null;
	}

	/**
	 * Limit the length of a locale, which a browser may have sent.
	 */
	private static Locale bounded(Locale locale) {
		return (locale.toLanguageTag().length() <= MAX_LOCALE_LENGTH) ? locale
				: Locale.forLanguageTag(locale.getLanguage());
	}

	private StoredVerification resendable(@Nullable StoredVerification current, Instant now) {
		if (current == null || current.approved()) {
			throw new VerificationRefusedException(Reason.UNKNOWN);
		}
		if (current.attempts() >= this.maxAttempts) {
			throw new VerificationRefusedException(Reason.EXHAUSTED);
		}
		if (current.sends() >= this.maxSends) {
			throw new VerificationRefusedException(Reason.TOO_MANY_RESENDS);
		}
		if (now.isBefore(current.resendAllowedAt())) {
			throw new VerificationRefusedException(Reason.TOO_EARLY, current.resendAllowedAt());
		}
		return current;
	}

	private StoredVerification withNewCode(StoredVerification current, Instant now) {
		Instant expiresAt = now.plus(this.timeToLive);
		return current.withNewCode(this.codes.random(), expiresAt, expiresAt.plus(this.timeToLive));
	}

	/**
	 * Each pause is twice as long as the one before, and at most the time to live.
	 */
	private Duration pause(int sends) {
		Duration pause = this.resendPause;
		for (int i = 1; i < sends && pause.compareTo(this.timeToLive) < 0; i++) {
			pause = pause.multipliedBy(2);
		}
		return (pause.compareTo(this.timeToLive) < 0) ? pause : this.timeToLive;
	}

	private Acquisition acquire(String recipient, @Nullable String subjectKey, Instant now) {
		String recipientKey = this.codes.fingerprint("recipient", RecipientRules.identity(recipient));
		return this.limits.acquire(recipientKey, subjectKey, now);
	}

	/**
	 * Create the message. A text that cannot be created, or does not fit, counts as a
	 * failed send.
	 */
	private Dispatch dispatch(StoredVerification verification, Acquisition acquisition) {
		try {
			CodeMessage message = this.messages.message(verification);
			acquisition.keep();
			return new Dispatch(verification, acquisition, message);
		}
		catch (RuntimeException ex) {
			sendFailed(verification, acquisition);
			throw ex;
		}
	}

	private void sendFailed(StoredVerification verification, Acquisition acquisition) {
		update(verification.id(), (current) -> current.withSendFailed(acquisition.time()));
	}

	/**
	 * Return how long the code can still be entered. It is not sent after that.
	 */
	Duration timeLeft(Dispatch dispatch) {
		return Duration.between(this.clock.instant(), dispatch.verification().expiresAt());
	}

	/**
	 * Once a message was accepted, the next one gets a new idempotency key.
	 */
	Verification sent(Dispatch dispatch, SendReceipt receipt) {
		if (receipt.totalCost() != null) {
			dispatch.acquisition().settle(receipt.totalCost());
		}
		update(dispatch.verification().id(), StoredVerification::withSendAccepted);
		this.listener.onSent(dispatch.verification().id());
		return dispatch.verification().toVerification();
	}

	/**
	 * If certainly nothing was sent, undo everything. If the outcome is unknown the code
	 * may arrive, so its verification stays active. In both cases the next resend has the
	 * same key.
	 */
	Verification failed(Dispatch dispatch, RuntimeException failure) {
		if (failure instanceof SmsGistException ex && ex.isOutcomeUnknown()) {
			this.listener.onSent(dispatch.verification().id());
			return dispatch.verification().toVerification();
		}
		dispatch.acquisition().release();
		sendFailed(dispatch.verification(), dispatch.acquisition());
		throw failure;
	}

	private void update(String id, UnaryOperator<StoredVerification> change) {
		StoredVerification current = this.store.find(id);
		while (current != null && !this.store.update(change.apply(current))) {
			current = this.store.find(id);
		}
	}

	/**
	 * Fail early if the text does not fit in one segment.
	 */
	void checkText() {
		this.messages.checkText(this.defaultLocale.get());
	}

	/**
	 * Code that is about to be sent.
	 *
	 * @param verification the state before the send
	 * @param acquisition the units that it uses
	 * @param message the message with the code
	 */
	record Dispatch(StoredVerification verification, Acquisition acquisition, CodeMessage message) {

	}

}
