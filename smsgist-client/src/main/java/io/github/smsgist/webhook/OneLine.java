package io.github.smsgist.webhook;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Shows text from outside in one line of a log. Line breaks and other control or format
 * characters could forge a line of their own or hide part of it.
 */
final class OneLine {

	private static final int MAX_LENGTH = 100;

	private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	private OneLine() {
	}

	static @Nullable String of(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String beginning = (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "…" : text;
		return UNSAFE.matcher(beginning).replaceAll("�");
	}

}
