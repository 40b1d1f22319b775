package io.github.smsgist.internal.http;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes failures that keep a request from being made until somebody mends something:
 * certificates that are not trusted, proxies that want credentials, an HTTP client that
 * has been shut down. What belongs to the HTTP client, which the application chooses, is
 * known by name.
 */
final class Obstacles {

	/**
	 * Chains of causes may be long, and even go round in a circle.
	 */
	static final int MOST_CAUSES = 20;

	private Obstacles() {
	}

	/**
	 * Find what is in the way.
	 * @param failure the failure of a request that got no answer
	 * @return the obstacle, as part of a sentence, or {@code null} if there is none
	 */
	static @Nullable String find(Throwable failure) {
		String found = null;
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			String obstacle = obstacle(cause);
			found = (obstacle != null) ? obstacle : found;
			cause = cause.getCause();
		}
		return found;
	}

	private static @Nullable String obstacle(Throwable cause) {
		String message = String.valueOf(cause.getMessage());
		if (cause instanceof CertificateExpiredException) {
			return "the certificate of the other side has expired";
		}
		if (cause instanceof CertificateNotYetValidException) {
			return "the certificate of the other side is not valid yet";
		}
		if (cause instanceof CertPathValidatorException || message.contains("PKIX path building failed")) {
			return "the certificate of the other side is not trusted";
		}
		if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
			return (message.startsWith("No ") || message.startsWith("Certificate for "))
					? "the certificate of the other side is for another host"
					: "the certificate of the other side is not accepted";
		}
		String name = cause.getClass().getSimpleName();
		if (name.endsWith("ProxyConnectException") || message.startsWith("Tunnel failed")) {
			if (message.contains("407")) {
				return "the proxy asks for credentials (407)";
			}
			return message.contains("403") ? "the proxy does not allow it (403)" : null;
		}
		return (name.equals("PoolShutdownException") || message.contains("event executor terminated"))
				? "the HTTP client has been shut down" : null;
	}

}
