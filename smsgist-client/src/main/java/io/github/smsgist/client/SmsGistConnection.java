package io.github.smsgist.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.smsgist.internal.privacy.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where SMSGist is and with which credentials to speak to it. Immutable.
 *
 * @param baseUrl the address that the API's paths are appended to: {@code https}, or
 * {@code http} to this machine itself
 * @param clientId the credential's client id
 * @param clientSecret the credential's client secret
 * @param appSecretKey the credential's app secret key
 * @since 0.1.0
 */
public record SmsGistConnection(URI baseUrl, String clientId, String clientSecret, String appSecretKey) {

	/**
	 * The address of the real service.
	 */
	public static final URI DEFAULT_BASE_URL = URI.create("https://api.smsgist.com");

	private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d{1,2})){3}");

	private static final int HIGHEST_PORT = 65535;

	/**
	 * Create a connection.
	 * @throws InvalidConnectionException if credentials are missing or malformed, or the
	 * address is not one that credentials may be sent to
	 */
	public SmsGistConnection {
		checkBaseUrl(baseUrl);
		checkCredential("clientId", clientId);
		check(clientId.chars().allMatch((character) -> character >= 0x20 && character < 0x7f), "clientId",
				"It has a character that no HTTP header can carry.");
		checkCredential("clientSecret", clientSecret);
		checkCredential("appSecretKey", appSecretKey);
	}

	private static void checkBaseUrl(URI baseUrl) {
		String scheme = (baseUrl.getScheme() != null) ? baseUrl.getScheme().toLowerCase(Locale.ROOT) : "";
		check((scheme.equals("https") || scheme.equals("http")) && baseUrl.getHost() != null, "baseUrl",
				"It must be an absolute https address, such as " + DEFAULT_BASE_URL + ".");
		check(baseUrl.getPort() != 0 && baseUrl.getPort() <= HIGHEST_PORT, "baseUrl",
				"It has a port that does not exist.");
		check(baseUrl.getRawUserInfo() == null && baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
				"baseUrl", "It must have neither user info nor a query nor a fragment.");
		check(scheme.equals("https") || isLoopback(baseUrl.getHost()), "baseUrl",
				"It must be https: plain http would send the credentials in the clear and is accepted for this machine itself (localhost) only.");
	}

	private static void checkCredential(String component, @Nullable String value) {
		check(StringUtils.hasText(value), component, "It is missing.");
		String accident = Secrets.accident(String.valueOf(value));
		check(accident == null, component, String.valueOf(accident));
	}

	private static void check(boolean valid, String component, String reason) {
		if (!valid) {
			throw new InvalidConnectionException(component, reason);
		}
	}

	/**
	 * Judged by name or literal address, never by a look-up that could change later: an
	 * address in brackets is never looked up.
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
	 * Thrown when a component of a {@link SmsGistConnection} cannot be used. The message
	 * shows nothing of a credential.
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
		 * Return why it cannot be used, as a sentence about "it".
		 * @return the reason
		 */
		public String getReason() {
			return this.reason;
		}

	}

}
