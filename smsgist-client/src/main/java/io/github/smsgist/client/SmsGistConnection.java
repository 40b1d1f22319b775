package io.github.smsgist.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.smsgist.internal.privacy.CopyErrors;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Address and credentials of an SMSGist account. Immutable.
 *
 * @param baseUrl the base URL of the API: {@code https}, or {@code http} on this machine
 * itself
 * @param clientId the credential's client id
 * @param clientSecret the credential's client secret
 * @param appSecretKey the credential's app secret key
 * @since 0.1.0
 */
public record SmsGistConnection(URI baseUrl, String clientId, String clientSecret, String appSecretKey) {

	/**
	 * Base URL of the service.
	 */
	public static final URI DEFAULT_BASE_URL = URI.create("https://api.smsgist.com");

	private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d{1,2})){3}");

	private static final int HIGHEST_PORT = 65535;

	/**
	 * Create a connection.
	 * @throws InvalidConnectionException if a credential is missing or malformed, or if
	 * credentials must not be sent to the address
	 */
	public SmsGistConnection {
		checkBaseUrl(baseUrl);
		checkCredential("clientId", clientId);
		check(clientId.chars().allMatch((character) -> character >= 0x20 && character < 0x7f), "clientId",
				"It contains a character that is not allowed in an HTTP header.");
		checkCredential("clientSecret", clientSecret);
		checkCredential("appSecretKey", appSecretKey);
	}

	private static void checkBaseUrl(URI baseUrl) {
		String scheme = (baseUrl.getScheme() != null) ? baseUrl.getScheme().toLowerCase(Locale.ROOT) : "";
		check((scheme.equals("https") || scheme.equals("http")) && baseUrl.getHost() != null, "baseUrl",
				"It must be an absolute https address, such as " + DEFAULT_BASE_URL + ".");
		check(baseUrl.getPort() != 0 && baseUrl.getPort() <= HIGHEST_PORT, "baseUrl", "Its port is out of range.");
		check(baseUrl.getRawUserInfo() == null && baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
				"baseUrl", "It must not have user info, a query or a fragment.");
		check(scheme.equals("https") || isLoopback(baseUrl.getHost()), "baseUrl",
				"It must be https: http would send the credentials in the clear, and is allowed for localhost only.");
	}

	private static void checkCredential(String component, @Nullable String value) {
		check(StringUtils.hasText(value), component, "It is missing.");
		String copyError = CopyErrors.find(String.valueOf(value));
		if (copyError != null) {
			throw new InvalidConnectionException(component, copyError);
		}
	}

	private static void check(boolean valid, String component, String reason) {
		if (!valid) {
			throw new InvalidConnectionException(component, reason);
		}
	}

	/**
	 * Decides by name or literal address, because a look-up may change later. An address
	 * in brackets is not looked up.
	 */
	private static boolean isLoopback(String host) {
		if (host.equalsIgnoreCase("localhost") || IPV4_LOOPBACK.matcher(host).matches()) {
			return true;
		}
		try {
			return host.startsWith("[") && InetAddress.getByName(host).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "SmsGistConnection[baseUrl=%s]".formatted(this.baseUrl);
	}

	/**
	 * Thrown when a component of a {@link SmsGistConnection} is invalid. The message does
	 * not show a credential.
	 */
	public static final class InvalidConnectionException extends IllegalArgumentException {

		private final String component;

		private final String reason;

		private InvalidConnectionException(String component, String reason) {
			super("'%s' cannot be used: %s".formatted(component, reason));
			this.component = component;
			this.reason = reason;
		}

		/**
		 * Return the name of the record component, such as {@code clientSecret}.
		 * @return the name
		 */
		public String getComponent() {
			return this.component;
		}

		/**
		 * Return why the component is invalid, as a sentence that starts with "It".
		 * @return the reason
		 */
		public String getReason() {
			return this.reason;
		}

	}

}
