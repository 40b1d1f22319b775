package io.github.smsgist.internal.http;

import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.MessageStatus.RecipientStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SendReceipt.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of answers. Only ids and statuses must be readable, so that an odd
 * optional field does not hide that a message was sent.
 */
final class Answers {

	private Answers() {
	}

	static SendReceipt sendReceipt(JsonObject data) {
		return new SendReceipt(essential(data, "message_id"), data.text("status"), data.integer("recipients_count"),
				data.integer("segments"), data.decimal("total_cost"), data.decimal("cost_per_unit"),
				data.list("recipients", Answers::recipient, (recipient) -> new Recipient(null, recipient)), null);
	}

	private static Recipient recipient(JsonObject data) {
		return new Recipient(data.text("recipient_id"), data.text("recipient"));
	}

	static MessageStatus messageStatus(JsonObject data, String requestedId) {
		String messageId = essential(data, "message_id");
		requireSameId(requestedId, messageId);
		return new MessageStatus(messageId, data.text("service"), data.has("status") ? essential(data, "status") : null,
				data.integer("total_recipients"), data.integer("delivered"), data.integer("pending"),
				data.integer("failed"), data.instant("sent_at"), data.list("recipients", Answers::recipientStatus,
						(recipient) -> new RecipientStatus(null, recipient, null, null, null, null)));
	}

	private static RecipientStatus recipientStatus(JsonObject data) {
		return new RecipientStatus(data.text("recipient_id"), data.text("recipient"), data.text("send_status"),
				data.text("delivery_status"), data.instant("delivered_at"), errorMessage(data));
	}

	private static @Nullable String errorMessage(JsonObject data) {
		String text = data.text("error_message");
		return (text != null) ? text : ServiceMessage.join(data.texts("error_message"));
	}

	static RetryReceipt retryReceipt(JsonObject data, String requestedId) {
		String messageId = essential(data, "message_id");
		String original = data.text("original_message_id");
		if (original != null) {
			requireSameId(requestedId, original);
		}
		return new RetryReceipt(messageId, original, data.text("status"), data.integer("recipients_count"),
				data.decimal("total_cost"));
	}

	/**
	 * A balance that cannot be read must not look like a missing one.
	 */
	static CreditBalance creditBalance(JsonObject data) {
		CreditBalance balance = new CreditBalance(data.decimal("balance"), data.decimal("reserved"),
				data.decimal("available"), data.text("currency"));
		if (balance.balance() == null && balance.available() == null
				&& (data.has("balance") || data.has("available"))) {
			throw new UnreadableAnswerException("its balance cannot be read");
		}
		return balance;
	}

	private static String essential(JsonObject data, String name) {
		String text = data.id(name);
		if (text == null) {
			throw new UnreadableAnswerException("its %s cannot be read".formatted(name));
		}
		return text;
	}

	/**
	 * Detects an answer that belongs to another request on the connection.
	 */
	private static void requireSameId(String requestedId, @Nullable String answeredId) {
		if (!requestedId.equalsIgnoreCase(answeredId)) {
			throw new UnreadableAnswerException("it is about another message");
		}
	}

}
