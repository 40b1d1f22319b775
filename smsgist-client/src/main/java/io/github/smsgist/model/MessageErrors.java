package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a message. The text has a bounded length,
 * whatever the number of recipients.
 */
final class MessageErrors {

	private static final int MAX_IDEMPOTENCY_KEY_LENGTH = 255;

	private static final int MAX_RECIPIENT_ERRORS = 10;

	private final String subject;

	private final List<String> recipientErrors = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	private int moreRecipientErrors;

	MessageErrors(String subject) {
		this.subject = subject;
	}

	void add(String error) {
		this.errors.add(error);
	}

	/**
	 * Add an error of one recipient.
	 * @param index the recipient's place in the list, from 0
	 * @param error the rest of a sentence that starts with the recipient
	 */
	void addRecipient(int index, String error) {
		if (this.recipientErrors.size() < MAX_RECIPIENT_ERRORS) {
			this.recipientErrors.add("recipient " + (index + 1) + " " + error);
		}
		else {
			this.moreRecipientErrors++;
		}
	}

	boolean hasRecipientErrors() {
		return !this.recipientErrors.isEmpty();
	}

	/**
	 * Return the recipients, without a {@code null} list.
	 */
	List<String> requireRecipients(@Nullable List<String> recipients) {
		if (recipients == null || recipients.isEmpty()) {
			add("recipients is empty");
			return List.of();
		}
		return recipients;
	}

	/**
	 * Check a text that may have several lines. It is kept as it is.
	 */
	void requireText(String name, @Nullable String text) {
		if (text == null || Characters.isBlank(text)) {
			add(name + " is missing");
			return;
		}
		int index = Characters.indexOf(text, Characters::isNotText);
		if (index >= 0) {
			add(name + " has " + Characters.describe(text, index));
		}
	}

	/**
	 * Check a text of one line, and trim it.
	 */
	String requireLine(String name, @Nullable String line) {
		if (line == null || Characters.isBlank(line)) {
			add(name + " is missing");
			return "";
		}
		return checkLine(name, line);
	}

	/**
	 * Check a text of one line that may be left out, and trim it.
	 */
	@Nullable String optionalLine(String name, @Nullable String line) {
		if (line == null) {
			return null;
		}
		if (Characters.isBlank(line)) {
			add(name + " is blank: leave it out instead");
			return null;
		}
		return checkLine(name, line);
	}

	private String checkLine(String name, String line) {
		String trimmed = Characters.trim(line);
		int index = Characters.indexOf(trimmed, Characters::isNotLine);
		if (index >= 0) {
			add(name + " has " + Characters.describe(trimmed, index));
		}
		return trimmed;
	}

	/**
	 * Check the key, which is sent in a header and must be read alike by every server.
	 */
	void checkIdempotencyKey(@Nullable String key) {
		if (key == null) {
			return;
		}
		if (key.isBlank()) {
			add("idempotencyKey is blank: leave it out instead");
		}
		if (key.length() > MAX_IDEMPOTENCY_KEY_LENGTH) {
			add("idempotencyKey has " + key.length() + " characters, more than " + MAX_IDEMPOTENCY_KEY_LENGTH);
		}
		if (key.chars().anyMatch((character) -> character < 0x20 || character > 0x7e) || !key.equals(key.strip())) {
			add("idempotencyKey must consist of printable ASCII characters, without spaces around them");
		}
	}

	void throwIfAny() {
		if (this.recipientErrors.isEmpty() && this.errors.isEmpty()) {
			return;
		}
		List<String> all = new ArrayList<>(this.recipientErrors);
		if (this.moreRecipientErrors > 0) {
			all.add("and " + this.moreRecipientErrors + " more recipients");
		}
		all.addAll(this.errors);
		throw new IllegalArgumentException("The " + this.subject + " cannot be sent: " + String.join("; ", all));
	}

}
