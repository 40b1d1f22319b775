package io.github.smsgist;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

/**
 * Result of sending one of many messages.
 *
 * @param <M> the type of the message: {@link SmsMessage} or {@link EmailMessage}
 * @since 0.1.0
 */
public sealed interface SendResult<M> {

	/**
	 * Return the message, with its idempotency key.
	 * @return the message
	 */
	M message();

	/**
	 * Return whether SMSGist accepted the message.
	 * @return whether this is {@link Sent}
	 */
	default boolean isSent() {
		return this instanceof Sent;
	}

	/**
	 * Return whether the message may have been sent although its call failed. It is safe
	 * to send it again with the same key.
	 * @return whether the outcome is unknown
	 */
	default boolean isOutcomeUnknown() {
		return this instanceof Failed<M> failed && failed.failure() instanceof SmsGistException exception
				&& exception.isOutcomeUnknown();
	}

	/**
	 * Result of a message that SMSGist accepted.
	 *
	 * @param <M> the type of the message
	 * @param message the message
	 * @param receipt the receipt
	 */
	record Sent<M>(M message, SendReceipt receipt) implements SendResult<M> {

	}

	/**
	 * Result of a call that failed.
	 *
	 * @param <M> the type of the message
	 * @param message the message
	 * @param failure an {@link SmsGistException}, or an {@link IllegalArgumentException}
	 * for a phone number that is not valid in the default region
	 */
	record Failed<M>(M message, RuntimeException failure) implements SendResult<M> {

	}

	/**
	 * Result of a call that was not made, because an earlier call failed for a reason
	 * that applies to all, or because the time was over. Nothing was sent.
	 *
	 * @param <M> the type of the message
	 * @param message the message
	 * @param reason why the earlier call failed, or an
	 * {@link io.github.smsgist.error.SmsGistRateLimitException}
	 */
	record NotAttempted<M>(M message, SmsGistException reason) implements SendResult<M> {

	}

}
