package io.github.smsgist.docs;

import java.util.Set;

/**
 * The names of the meters, which look like properties in a text.
 */
public final class Meters {

	/**
	 * The observation, and the timer that is made of it.
	 */
	public static final String CALL = "smsgist.call";

	/**
	 * Every meter beside it.
	 */
	public static final Set<String> NAMES = Set.of("smsgist.attempts", "smsgist.recipients", "smsgist.segments",
			"smsgist.cost", "smsgist.wait", "smsgist.pauses", "smsgist.calls.waiting", "smsgist.pause.remaining",
			"smsgist.rate", "smsgist.credits.available", "smsgist.credits.reserved");

	private Meters() {
	}

}
