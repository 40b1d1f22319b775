package io.github.smsgist.sample;

import java.util.Locale;

import io.github.smsgist.model.DeliveryState;
import org.jspecify.annotations.Nullable;

/**
 * How far a message has come for one recipient. The order of the constants is that of a
 * message's life, so that an event that arrives late never takes a message back.
 */
enum Stage {

	QUEUED, SENT, FAILED, BOUNCED, DELIVERED, OPENED, CLICKED, COMPLAINED;

	boolean isFailure() {
		return this == FAILED || this == BOUNCED;
	}

	boolean isArrival() {
		return compareTo(DELIVERED) >= 0;
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Read the name of a webhook event.
	 * @param event the name, such as {@code message.delivered}
	 * @return the stage, or {@code null} for an event that is none
	 */
	static @Nullable Stage ofEvent(String event) {
		for (Stage stage : values()) {
			if (event.equals("message." + stage.word())) {
				return stage;
			}
		}
		return null;
	}

	static @Nullable Stage of(DeliveryState state) {
		return switch (state) {
			case QUEUED -> QUEUED;
			case SENT -> SENT;
			case DELIVERED -> DELIVERED;
			case FAILED -> FAILED;
			case OTHER -> null;
		};
	}

}
