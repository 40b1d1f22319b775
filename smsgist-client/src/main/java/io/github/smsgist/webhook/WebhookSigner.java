package io.github.smsgist.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhook deliveries like SMSGist, for tests and the sandbox.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 * @see WebhookSignatureVerifier
 */
public final class WebhookSigner {

	/**
	 * Name of the header with the time of the delivery, in seconds since the epoch.
	 */
	public static final String TIMESTAMP_HEADER = "X-SMSGist-Timestamp";

	/**
	 * Name of the header with the signature.
	 */
	public static final String SIGNATURE_HEADER = "X-SMSGist-Signature";

	static final String PREFIX = "sha256=";

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKeySpec key;

	/**
	 * Create a new signer.
	 * @param secret the signing secret of the webhook
	 * @throws IllegalArgumentException if the secret is blank
	 */
	public WebhookSigner(String secret) {
		if (secret.isBlank()) {
			throw new IllegalArgumentException("A webhook secret must not be blank.");
		}
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Sign a delivery.
	 * @param timestamp the value of the {@link #TIMESTAMP_HEADER timestamp header}
	 * @param body the body as transmitted
	 * @return the value of the {@link #SIGNATURE_HEADER signature header}
	 */
	public String sign(String timestamp, byte[] body) {
		return PREFIX + HexFormat.of().formatHex(signature(timestamp, body));
	}

	byte[] signature(String timestamp, byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
			return mac.doFinal(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
		}
	}

}
