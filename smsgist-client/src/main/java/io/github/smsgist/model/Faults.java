package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with a message, so that a caller learns of all of it
 * at once.
 */
final class Faults {

	private static final int LONGEST_IDEMPOTENCY_KEY = 255;

	private final String subject;

	private final List<String> faults = new ArrayList<>();

	Faults(String subject) {
		this.subject = subject;
	}

	void add(String fault) {
		this.faults.add(fault);
	}

	void requireText(String name, @Nullable String value) {
		if (value == null || value.isBlank()) {
			add(name + " is missing");
		}
	}

	void rejectBlank(String name, @Nullable String value) {
		if (value != null && value.isBlank()) {
			add(name + " is blank: leave it out instead");
		}
	}

	void rejectLineBreak(String name, @Nullable String value) {
		if (value != null && value.chars().anyMatch((character) -> character == '\r' || character == '\n')) {
			add(name + " has a line break in it");
		}
	}

	/**
	 * {@code null} counts as none: it must be told with the other faults.
	 */
	List<String> requireRecipients(@Nullable List<String> recipients) {
		if (recipients == null || recipients.isEmpty()) {
			add("recipients is empty");
			return List.of();
		}
		return recipients;
	}

	/**
	 * The key travels in a header, so it has to be one that every server reads alike.
	 */
	void checkIdempotencyKey(@Nullable String key) {
		if (key == null) {
			return;
		}
		rejectBlank("idempotencyKey", key);
		if (key.length() > LONGEST_IDEMPOTENCY_KEY) {
			add("idempotencyKey has %d characters, more than %d".formatted(key.length(), LONGEST_IDEMPOTENCY_KEY));
		}
		if (key.chars().anyMatch((character) -> character < 0x20 || character > 0x7e) || !key.equals(key.strip())) {
			add("idempotencyKey may have printable ASCII characters only, and no space around them");
		}
	}

	void throwIfAny() {
		if (!this.faults.isEmpty()) {
			throw new IllegalArgumentException(
					"The %s cannot be sent: %s".formatted(this.subject, String.join("; ", this.faults)));
		}
	}

}
