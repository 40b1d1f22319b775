package io.github.smsgist.internal.text;

import java.util.Locale;

/**
 * Name of an enum constant as it is written in JSON, in metrics and in observations.
 *
 * @since 0.1.0
 */
public final class LowerCaseName {

	private LowerCaseName() {
	}

	/**
	 * Return the name of a constant in lower case, such as {@code send_sms}.
	 * @param constant the constant
	 * @return the name
	 */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
