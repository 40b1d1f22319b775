package io.github.smsgist.sandbox.internal.http;

import java.util.Locale;
import java.util.Set;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests that pages of other sites make in a browser, which must neither read
 * messages nor change anything.
 */
public final class LocalAccess {

	private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");

	private LocalAccess() {
	}

	/**
	 * Return whether a request is allowed.
	 * @param headers the headers of the request
	 * @param port the port of the sandbox
	 * @return {@code false} if the host is not this machine or the origin is another site
	 */
	public static boolean isAllowed(HttpHeaders headers, int port) {
		return isLocal(headers.get(HttpHeaderNames.HOST)) && isOwn(headers.get(HttpHeaderNames.ORIGIN), port);
	}

	private static boolean isLocal(@Nullable String host) {
		return host != null && NAMES.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
	}

	private static boolean isOwn(@Nullable String origin, int port) {
		return origin == null || NAMES.stream().anyMatch((name) -> origin.equals("http://" + name + ":" + port));
	}

}
