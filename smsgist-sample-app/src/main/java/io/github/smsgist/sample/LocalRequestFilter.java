package io.github.smsgist.sample;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@link OncePerRequestFilter} that only accepts requests of this machine and its own
 * pages, because ordering needs no login: pages of other sites must neither send messages
 * nor read them. Webhooks come from outside, and are signed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LocalRequestFilter extends OncePerRequestFilter {

	private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1");

	private static final int MAX_BODY_BYTES = 64 * 1024;

	private final String webhookPath;

	LocalRequestFilter(@Value("${smsgist.webhook.path:/smsgist/webhook}") String webhookPath) {
		this.webhookPath = webhookPath;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getRequestURI().equals(this.webhookPath);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!HOSTS.contains(request.getServerName()) || !isOwn(request.getHeader(HttpHeaders.ORIGIN), request)) {
			response.sendError(HttpServletResponse.SC_FORBIDDEN, "This application answers this machine only");
		}
		else if (request.getContentLengthLong() > MAX_BODY_BYTES
				|| request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
			response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "The request is too large");
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static boolean isOwn(@Nullable String origin, HttpServletRequest request) {
		if (origin == null) {
			return true;
		}
		try {
			URI uri = URI.create(origin);
			return uri.getHost() != null && HOSTS.contains(uri.getHost()) && uri.getPort() == request.getServerPort();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
