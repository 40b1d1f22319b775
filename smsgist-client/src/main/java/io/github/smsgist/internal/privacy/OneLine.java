package io.github.smsgist.internal.privacy;

import java.util.Collection;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Shows text from outside in one line of a log, and never in a long one. Line breaks and
 * other control or format characters could forge a line of their own or hide part of it.
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
	 * Show a word, such as an id.
	 * @param text the text, or {@code null}
	 * @return up to 100 characters of it, or {@code null}
	 */
	public static @Nullable String of(@Nullable String text) {
		return (text != null) ? of(text, MAX_LENGTH) : null;
	}

	/**
	 * Show a text.
	 * @param text the text
	 * @param maxLength how many characters to show
	 * @return the text, cut if it is longer
	 */
	public static String of(String text, int maxLength) {
		String beginning = (text.length() > maxLength) ? text.substring(0, maxLength) + "…" : text;
		return UNSAFE.matcher(beginning).replaceAll("�");
	}

	/**
	 * Show some of many values.
	 * @param <T> the type of the values
	 * @param values the values
	 * @param text makes a safe text of a value
	 * @return the first ten in brackets, and how many more there are
	 */
	public static <T> String of(Collection<T> values, Function<? super T, String> text) {
		int more = values.size() - MAX_VALUES;
		return values.stream()
			.limit(MAX_VALUES)
			.map(text)
			.collect(Collectors.joining(", ", "[", (more > 0) ? "] and " + more + " more" : "]"));
	}

}
