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
	 * The message, with the idempotency key it was or would have been sent under.
	 * @return the message
	 */
	M message();

	/**
	 * Whether SMSGist accepted the message.
	 * @return whether this is {@link Sent}
	 */
	default boolean isSent() {
		return this instanceof Sent;
	}

	/**
	 * Whether the message may have been sent although its call failed: sending it again
	 * with the same key settles it.
	 * @return whether the outcome is unknown
	 */
	default boolean isOutcomeUnknown() {
		return this instanceof Failed<M> failed && failed.failure() instanceof SmsGistException exception
				&& exception.isOutcomeUnknown();
	}

	/**
	 * SMSGist accepted the message.
	 *
	 * @param <M> the type of the message
	 * @param message the message
	 * @param receipt the receipt
	 */
	record Sent<M>(M message, SendReceipt receipt) implements SendResult<M> {

	}

	/**
	 * The call failed.
	 *
	 * @param <M> the type of the message
	 * @param message the message
	 * @param failure an {@link SmsGistException}, or an {@link IllegalArgumentException}
	 * for a phone number that is not valid in the default region
	 */
	record Failed<M>(M message, RuntimeException failure) implements SendResult<M> {

	}

	/**
	 * The call was not made, because one before it failed in a way that this would have
	 * too, or because its turn would not have come in time. Nothing was sent.
	 *
	 * @param <M> the type of the message
	 * @param message the message
	 * @param reason why the one before it failed, or an
	 * {@link io.github.smsgist.error.SmsGistRateLimitException}
	 */
	record NotAttempted<M>(M message, SmsGistException reason) implements SendResult<M> {

	}

}
