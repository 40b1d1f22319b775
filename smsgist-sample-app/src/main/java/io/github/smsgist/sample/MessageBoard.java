package io.github.smsgist.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.Recipient;
import io.github.smsgist.model.RecipientStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.webhook.WebhookEvent;

import org.springframework.stereotype.Component;

/**
 * The last messages, in memory, and nothing else: an application of its own would keep
 * them in its database. Every change is told to the open pages.
 * <p>
 * A webhook may well be faster than the answer to the call that caused it, so a message
 * may be heard of first from either.
 */
@Component
class MessageBoard {

	static final int MAX_MESSAGES = 200;

	private final ConsoleStream stream;

	private final Map<String, BoardEntry> entries = new LinkedHashMap<>();

	private long version;

	MessageBoard(ConsoleStream stream) {
		this.stream = stream;
	}

	synchronized void sent(String service, String text, SendReceipt receipt) {
		BoardEntry entry = entry(receipt.messageId());
		entry.describe(service, text, receipt.segments(), receipt.totalCost());
		for (Recipient recipient : receipt.recipients()) {
			entry.recipient(recipient.recipientId(), recipient.recipient(), null, null, null);
		}
		changed(entry);
	}

	synchronized void retried(String originalMessageId, RetryReceipt receipt) {
		BoardEntry original = entry(originalMessageId);
		BoardEntry entry = entry(receipt.messageId());
		entry.retryOf(original, receipt.totalCost());
		changed(original);
		changed(entry);
	}

	synchronized void read(MessageStatus status) {
		BoardEntry entry = entry(status.messageId());
		entry.service(status.service());
		for (RecipientStatus recipient : status.recipients()) {
			Instant at = (recipient.deliveredAt() != null) ? recipient.deliveredAt() : status.sentAt();
			entry.recipient(recipient.recipientId(), recipient.recipient(), Stage.of(recipient.state()), at,
					recipient.errorMessage());
		}
		changed(entry);
	}

	synchronized void happened(String messageId, WebhookEvent event) {
		BoardEntry entry = entry(messageId);
		entry.recipient(event.recipientId(), event.recipient(), Stage.ofEvent(event.event()), event.timestamp(), null);
		changed(entry);
	}

	/**
	 * Return all messages, oldest first.
	 * @return the messages as they are now
	 */
	synchronized List<ShownMessage> messages() {
		List<ShownMessage> messages = new ArrayList<>(this.entries.size());
		for (BoardEntry entry : this.entries.values()) {
			messages.add(entry.show(this.version));
		}
		return messages;
	}

	private BoardEntry entry(String messageId) {
		BoardEntry entry = this.entries.computeIfAbsent(messageId, BoardEntry::new);
		if (this.entries.size() > MAX_MESSAGES) {
			Iterator<BoardEntry> oldest = this.entries.values().iterator();
			oldest.next();
			oldest.remove();
		}
		return entry;
	}

	private void changed(BoardEntry entry) {
		this.version++;
		this.stream.publish("message", entry.show(this.version));
	}

}
