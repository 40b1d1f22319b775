package io.github.smsgist.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * Escapes of JSON, HTML and URLs, behind which a text looks like another.
 */
final class Escapes {

	private static final Pattern JSON = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|[nrt]|([\"'/\\\\]))");

	private static final Pattern URL = Pattern.compile("(?:%\\p{XDigit}{2})+");

	private Escapes() {
	}

	static String decode(String text) {
		String html = JSON.matcher(text).replaceAll((escape) -> Matcher.quoteReplacement(character(escape)));
		return URL.matcher(HtmlUtils.htmlUnescape(html))
			.replaceAll((escape) -> Matcher.quoteReplacement(UriUtils.decode(escape.group(), StandardCharsets.UTF_8)));
	}

	private static String character(MatchResult escape) {
		if (escape.group(1) != null) {
			return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
		}
		return (escape.group(2) != null) ? escape.group(2) : " ";
	}

}
