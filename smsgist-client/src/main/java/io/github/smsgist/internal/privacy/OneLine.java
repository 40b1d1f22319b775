package io.github.smsgist.internal.privacy;

import java.util.Collection;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Formats external text for a log: on one line, of limited length, and without control
 * and format characters, which could forge a line or hide a part of it.
 *
 * @since 0.1.0
 */
public final class OneLine {

	private static final int MAX_LENGTH = 100;

	private static final int MAX_VALUES = 10;

	private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	private OneLine() {
	}

	/**
	 * Format a word, such as an id.
	 * @param text the text, or {@code null}
	 * @return the text, up to 100 characters, or {@code null}
	 */
	public static @Nullable String of(@Nullable String text) {
		return (text != null) ? of(text, MAX_LENGTH) : null;
	}

	/**
	 * Format a text.
	 * @param text the text
	 * @param maxLength the maximum number of characters
	 * @return the text, cut if it is longer
	 */
	public static String of(String text, int maxLength) {
		String beginning = (text.length() > maxLength) ? text.substring(0, maxLength) + "…" : text;
		return UNSAFE.matcher(beginning).replaceAll("�");
	}

	/**
	 * Format the first of many values.
	 * @param <T> the type of the values
	 * @param values the values
	 * @param text formats a value
	 * @return the first ten in brackets, and the number of others
	 */
	public static <T> String of(Collection<T> values, Function<? super T, String> text) {
		int more = values.size() - MAX_VALUES;
		return values.stream()
			.limit(MAX_VALUES)
			.map(text)
			.collect(Collectors.joining(", ", "[", (more > 0) ? "] and " + more + " more" : "]"));
	}

}
