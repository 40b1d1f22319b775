package io.github.smsgist.docs;

import java.util.Set;

/**
 * The names of the meters, which look like properties in a text.
 */
public final class Meters {

	/**
	 * Every meter there is.
	 */
	public static final Set<String> NAMES = Set.of("smsgist.call", "smsgist.call.active", "smsgist.attempts",
			"smsgist.recipients", "smsgist.segments", "smsgist.cost", "smsgist.wait", "smsgist.pauses",
			"smsgist.calls.waiting", "smsgist.pause.remaining", "smsgist.rate", "smsgist.credits.available",
			"smsgist.credits.reserved", "smsgist.outbox.messages", "smsgist.outbox.oldest", "smsgist.outbox.parked",
			"smsgist.outbox.pending", "smsgist.verification", "smsgist.verification.active", "smsgist.verifications");

	private Meters() {
	}

}
