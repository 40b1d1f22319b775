package io.github.smsgist.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.SendReceipt;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivery of claimed messages, independent of threads and the scheduler.
 */
final class Delivery {

	/**
	 * SMSGist remembers a key for 24 hours. One hour less, because clocks differ and a
	 * send takes time.
	 */
	static final Duration KEY_REMEMBERED = Duration.ofHours(23);

	private static final Duration NEWER_VERSION_WAIT = Duration.ofMinutes(1);

	private static final Log logger = LogFactory.getLog(Delivery.class);

	private final SmsGistOperations smsGist;

	private final OutboxStore store;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private final OutboxWorkerSettings settings;

	private final Backoff backoff;

	private final Clock clock;

	private final Runnable onPause;

	private final AtomicReference<@Nullable OutboxPause> pause = new AtomicReference<>();

	Delivery(SmsGistOperations smsGist, OutboxStore store, TransactionTemplate transaction,
			ApplicationEventPublisher events, OutboxWorkerSettings settings, Clock clock, Runnable onPause) {
		this.smsGist = smsGist;
		this.store = store;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
		this.backoff = new Backoff(settings.initialBackoff(), settings.maxBackoff());
		this.clock = clock;
		this.onPause = onPause;
	}

	@Nullable OutboxPause pause() {
		return this.pause.get();
	}

	void deliver(Claim claim) {
		Instant now = this.clock.instant();
		StoredMessage message;
		try {
			message = StoredMessage.read(claim.data());
		}
		catch (IllegalArgumentException ex) {
			parkUnreadable(claim);
			return;
		}
		if (message.isNewerThanThisRelease()) {
			this.store.release(claim, now.plus(NEWER_VERSION_WAIT));
		}
		else if (message.messageId() != null) {
			complete(claim, message, message.messageId());
		}
		else if (this.pause.get() != null) {
			this.store.release(claim, now);
		}
		else if (this.store.isSent(claim.key())) {
			this.store.remove(claim);
		}
		else if (message.notAfter() != null && !message.notAfter().isAfter(now)) {
			park(claim, message, ParkedReason.TOO_LATE, (message.unknownSince() != null)
					? "The time after which it was not to be sent has passed. It may have been sent before that."
					: "The time after which it was not to be sent has passed. It was not sent.");
		}
		else if (message.unknownSince() != null && !message.unknownSince().plus(KEY_REMEMBERED).isAfter(now)) {
			park(claim, message, ParkedReason.UNKNOWN,
					"It may have been sent at %s. SMSGist no longer recognizes its key, so sending it again could send it twice."
						.formatted(message.unknownSince()));
		}
		else {
			send(claim, message, now);
		}
	}

	private void send(Claim claim, StoredMessage message, Instant startedAt) {
		SendReceipt receipt;
		try {
			receipt = (message.notAfter() != null)
					? send(claim, message, Duration.between(startedAt, message.notAfter())) : send(claim, message);
		}
		catch (SmsGistBadRequestException | SmsGistNotFoundException | SmsGistValidationException
				| IllegalArgumentException ex) {
			park(claim, message, ParkedReason.REJECTED, describe(ex));
			return;
		}
		catch (SmsGistInsufficientCreditsException ex) {
			// Later than the others, so that one large message does not hold them up.
			pause(OutboxPause.INSUFFICIENT_CREDITS, ex);
			release(claim, since(ex, message, startedAt), this.settings.checkInterval());
			return;
		}
		catch (SmsGistAuthenticationException ex) {
			pause(OutboxPause.AUTHENTICATION, ex);
			release(claim, since(ex, message, startedAt), Duration.ZERO);
			return;
		}
		catch (SmsGistRateLimitException ex) {
			Duration wait = (ex.getRetryAfter() != null) ? ex.getRetryAfter() : this.settings.initialBackoff();
			release(claim, since(ex, message, startedAt), wait);
			return;
		}
		catch (RuntimeException ex) {
			// An interrupt would close the database connection too.
			Thread.interrupted();
			logger.debug("A message could not be sent and will be tried again", ex);
			StoredMessage unknown = (ex instanceof SmsGistException call) ? since(call, message, startedAt)
					: message.unknownSince(startedAt);
			release(claim, unknown.failed(describe(ex)), this.backoff.after(message.attempts()));
			return;
		}
		complete(claim, message, receipt.messageId());
	}

	private SendReceipt send(Claim claim, StoredMessage message) {
		return message.isSms() ? this.smsGist.sendSms(message.toSms(claim.key()))
				: this.smsGist.sendEmail(message.toEmail(claim.key()));
	}

	private SendReceipt send(Claim claim, StoredMessage message, Duration timeLeft) {
		return message.isSms() ? this.smsGist.sendSms(message.toSms(claim.key()), timeLeft)
				: this.smsGist.sendEmail(message.toEmail(claim.key()), timeLeft);
	}

	private static StoredMessage since(SmsGistException ex, StoredMessage message, Instant startedAt) {
		return ex.isOutcomeUnknown() ? message.unknownSince(startedAt) : message;
	}

	private static String describe(RuntimeException ex) {
		boolean written = ex instanceof SmsGistException || ex instanceof IllegalArgumentException;
		String message = ex.getMessage();
		return (written && message != null) ? message : ex.getClass().getSimpleName();
	}

	private void release(Claim claim, StoredMessage message, Duration wait) {
		held(claim, this.store.release(claim, message, this.clock.instant().plus(wait)));
	}

	private void complete(Claim claim, StoredMessage message, String messageId) {
		OutboxSentEvent sent = new OutboxSentEvent(claim.key(), messageId, this.clock.instant(), message.campaign());
		try {
			this.transaction.executeWithoutResult((status) -> {
				if (held(claim, this.store.remove(claim))) {
					if (!this.store.isSent(claim.key())) {
						this.store.addSent(sent);
					}
					this.events.publishEvent(sent);
				}
			});
		}
		catch (RuntimeException ex) {
			logger.warn("A message was sent but could not be reported as sent. It will be reported again later.", ex);
			release(claim, message.sent(messageId).failed(describe(ex)), this.backoff.after(message.attempts()));
		}
	}

	private void park(Claim claim, StoredMessage message, ParkedReason reason, String detail) {
		Instant now = this.clock.instant();
		park(claim, message, reason, detail, () -> this.store.park(claim, message.parked(reason, detail, now)));
	}

	private void parkUnreadable(Claim claim) {
		park(claim, null, ParkedReason.UNREADABLE, "The stored message cannot be read.",
				() -> this.store.parkUnreadable(claim, this.clock.instant()));
	}

	private void park(Claim claim, @Nullable StoredMessage message, ParkedReason reason, String detail,
			BooleanSupplier action) {
		try {
			this.transaction.executeWithoutResult((status) -> {
				if (held(claim, action.getAsBoolean())) {
					this.events.publishEvent(new OutboxParkedEvent(claim.key(), reason, detail,
							(message != null) ? message.campaign() : null));
				}
			});
		}
		catch (RuntimeException ex) {
			logger.warn("A message could not be parked. This will be tried again later.", ex);
			int attempts = (message != null) ? message.attempts() : 0;
			this.store.release(claim, this.clock.instant().plus(this.backoff.after(attempts)));
		}
	}

	/**
	 * Return whether the claim still held. Otherwise another worker sends the message
	 * with the same key.
	 */
	private static boolean held(Claim claim, boolean updated) {
		if (!updated) {
			logger.debug("Another worker has taken over " + claim);
		}
		return updated;
	}

	private void pause(OutboxPause reason, SmsGistException cause) {
		if (this.pause.getAndSet(reason) == null) {
			logger.warn("The outbox is paused: " + cause.getMessage());
			this.onPause.run();
		}
	}

	/**
	 * End the pause if its reason has passed. Reads the balance, which is free.
	 * @return whether there is no pause
	 */
	boolean check() {
		OutboxPause reason = this.pause.get();
		if (reason == null) {
			return true;
		}
		try {
			CreditBalance balance = this.smsGist.getCreditBalance();
			if (balance.available() != null && balance.available().signum() <= 0) {
				this.pause.set(OutboxPause.INSUFFICIENT_CREDITS);
				return false;
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The outbox stays paused", ex);
			return false;
		}
		this.pause.set(null);
		logger.info("The outbox goes on");
		return true;
	}

	/**
	 * Take over from a worker that has died, and may have sent the message, even if it
	 * was of a newer release.
	 */
	void revive(Claim claim) {
		Instant now = this.clock.instant();
		try {
			StoredMessage message = StoredMessage.read(claim.data());
			Instant lastSeen = (claim.lastHeartbeat() != null) ? claim.lastHeartbeat() : now;
			if (message.messageId() == null) {
				this.store.release(claim, message.unknownSince(lastSeen), now);
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// Parked when it is claimed again.
		}
		this.store.release(claim, now);
	}

}
