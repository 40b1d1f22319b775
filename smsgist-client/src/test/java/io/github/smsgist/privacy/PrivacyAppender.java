package io.github.smsgist.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

/**
 * Where everything that is logged goes, named in {@code logback-test.xml}. Keeps the
 * lines that have something private in them.
 */
public final class PrivacyAppender extends AppenderBase<ILoggingEvent> {

	/**
	 * Numbers in E.164 and as the tests write them, the addresses of the tests, their
	 * credentials, and bearer tokens.
	 */
	private static final List<Pattern> PRIVATE = List.of(Pattern.compile("(?<!\\d)\\+\\d{9,15}(?!\\d)"),
			Pattern.compile("(?<!\\d)0(24597|20123)\\d{4}(?!\\d)"), Pattern.compile("[\\w.+-]+@example\\.com"),
			Pattern.compile("cs_live_|cs_hush|icvaLqHGl0rz|0123456789abcdefghijklmnopqrstuv|whsec_"),
			Pattern.compile("Bearer [A-Za-z0-9+/=_:-]{20,}"));

	private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

	@Override
	protected void append(ILoggingEvent event) {
		String text = event.getFormattedMessage()
				+ ((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy()) : "");
		if (isPrivate(text)) {
			FOUND.add(event.getLoggerName() + ": " + text);
		}
	}

	static boolean isPrivate(String text) {
		return PRIVATE.stream().anyMatch((pattern) -> pattern.matcher(text).find());
	}

	/**
	 * What was found since this was last asked.
	 */
	static List<String> takeFound() {
		List<String> found = new ArrayList<>();
		for (String line = FOUND.poll(); line != null; line = FOUND.poll()) {
			found.add(line);
		}
		return found;
	}

}
