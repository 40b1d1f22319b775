package io.github.smsgist.internal.http;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes connection errors that a retry does not solve, such as an untrusted
 * certificate or a proxy that requires credentials. Exceptions of the HTTP client, which
 * the application chooses, are recognized by name.
 */
final class PermanentErrors {

	/**
	 * A chain of causes may be circular.
	 */
	static final int MAX_CAUSES = 20;

	private PermanentErrors() {
	}

	/**
	 * Describe the error that must be corrected first.
	 * @param failure the failure of a request without an answer
	 * @return the error, as part of a sentence, or {@code null} if a retry may help
	 */
	static @Nullable String describe(Throwable failure) {
		String found = null;
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			String description = describeOne(cause);
			found = (description != null) ? description : found;
			cause = cause.getCause();
		}
		return found;
	}

	private static @Nullable String describeOne(Throwable cause) {
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
