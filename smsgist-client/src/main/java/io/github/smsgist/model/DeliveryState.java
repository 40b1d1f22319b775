package io.github.smsgist.model;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Delivery state of a message. A status word that is not known is {@link #OTHER}; the
 * objects that have a state also keep the word as received.
 *
 * @since 0.1.0
 */
public enum DeliveryState {

	/**
	 * Accepted by SMSGist, not yet handed to a carrier.
	 */
	QUEUED,

	/**
	 * Handed to a carrier.
	 */
	SENT,

	/**
	 * Delivered.
	 */
	DELIVERED,

	/**
	 * Not delivered.
	 */
	FAILED,

	/**
	 * No status word, or an unknown one.
	 */
	OTHER;

	/**
	 * Return whether the state is final.
	 * @return whether this is {@link #DELIVERED} or {@link #FAILED}
	 */
	public boolean isFinal() {
		return this == DELIVERED || this == FAILED;
	}

	/**
	 * Return the service's word for this state.
	 */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the state for a status word, in upper or lower case.
	 * @param word the word as received
	 * @return the state, {@link #OTHER} for an unknown word or {@code null}
	 */
	public static DeliveryState of(@Nullable String word) {
		return switch ((word != null) ? word.toLowerCase(Locale.ROOT) : "") {
			case "queued" -> QUEUED;
			case "sent" -> SENT;
			case "delivered" -> DELIVERED;
			case "failed" -> FAILED;
			default -> OTHER;
		};
	}

}
