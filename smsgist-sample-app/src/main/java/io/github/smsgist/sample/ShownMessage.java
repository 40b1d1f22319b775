package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A message as the console shows it.
 *
 * @param messageId the message's id
 * @param version grows with every change, so that a page can tell the newer of two
 * @param service {@code sms} or {@code email}, once that is known
 * @param text the text of an SMS or the subject of an email, or {@code null} for a
 * message that was not sent from here
 * @param status how far it has come, in one word
 * @param createdAt when it was heard of first
 * @param segments how many SMS segments its text takes
 * @param totalCost what it costs
 * @param originalMessageId the message that this one is a retry of
 * @param retriedAs the message that is a retry of this one
 * @param retryable whether it can be retried
 * @param recipients the recipients
 */
record ShownMessage(String messageId, long version, @Nullable String service, @Nullable String text, String status,
		Instant createdAt, @Nullable Integer segments, @Nullable BigDecimal totalCost,
		@Nullable String originalMessageId, @Nullable String retriedAs, boolean retryable,
		List<ShownRecipient> recipients) {

	/**
	 * Return a text that tells neither whom the message went to nor what it says.
	 */
	@Override
	public String toString() {
		return "ShownMessage[messageId=" + this.messageId + ", status=" + this.status + "]";
	}

}
