package io.github.smsgist.sample;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A recipient as the console shows it.
 *
 * @param recipient the phone number or address
 * @param status how far the message has come, in one word
 * @param at when that was
 * @param errorMessage why it failed, once that is known
 */
record ShownRecipient(String recipient, String status, @Nullable Instant at, @Nullable String errorMessage) {

	/**
	 * Return a text that does not tell who this is.
	 */
	@Override
	public String toString() {
		return "ShownRecipient[status=" + this.status + "]";
	}

}
