package io.github.smsgist;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

/**
 * What became of one of many messages.
 *
 * @since 0.1.0
 */
public sealed interface SmsResult {

	/**
	 * The message, with the idempotency key it was or would have been sent under.
	 * @return the message
	 */
	SmsMessage message();

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
		return this instanceof Failed failed && failed.failure() instanceof SmsGistException exception
				&& exception.isOutcomeUnknown();
	}

	/**
	 * SMSGist accepted the message.
	 *
	 * @param message the message
	 * @param receipt the receipt
	 */
	record Sent(SmsMessage message, SendReceipt receipt) implements SmsResult {

	}

	/**
	 * The call failed.
	 *
	 * @param message the message
	 * @param failure an {@link SmsGistException}, or an {@link IllegalArgumentException}
	 * for a phone number that is none in the default region
	 */
	record Failed(SmsMessage message, RuntimeException failure) implements SmsResult {

	}

	/**
	 * The call was not made, because one before it failed in a way that this would have
	 * too.
	 *
	 * @param message the message
	 * @param reason why the one before it failed
	 */
	record NotAttempted(SmsMessage message, SmsGistException reason) implements SmsResult {

	}

}
