package io.github.smsgist.model;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * State of a message that a status word of the service stands for. The service may bring
 * new words at any time: those are {@link #OTHER}, and the word itself is kept beside
 * this, as received.
 *
 * @since 0.1.0
 */
public enum DeliveryState {

	/**
	 * Accepted by SMSGist and not yet handed to a carrier.
	 */
	QUEUED,

	/**
	 * Handed to a carrier.
	 */
	SENT,

	/**
	 * Arrived.
	 */
	DELIVERED,

	/**
	 * Given up.
	 */
	FAILED,

	/**
	 * No status word, or one that this version does not know.
	 */
	OTHER;

	/**
	 * Return whether nothing more will happen to the message by itself.
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
	 * Read a status word, in upper or lower case.
	 * @param word the word as received
	 * @return the state, {@link #OTHER} for an unknown word or none
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
