package io.github.smsgist.webhook;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import io.github.smsgist.webhook.WebhookSignatureException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that a webhook delivery was signed by SMSGist and is recent.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class WebhookSignatureVerifier {

	/**
	 * Default maximum distance between a delivery's timestamp and now, in both
	 * directions.
	 */
	public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

	// Twelve digits reach to the year 33658, and never overflow.
	private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

	private static final Pattern SIGNATURE = Pattern.compile(WebhookSigner.PREFIX + "[0-9a-fA-F]{64}");

	private final List<WebhookSigner> signers;

	private final Duration tolerance;

	private final Clock clock;

	/**
	 * Create a new verifier with the default tolerance and the clock of the system.
	 * @param secrets the signing secrets of the webhook: one, or during a rotation the
	 * old and the new one
	 * @throws IllegalArgumentException if there is no secret, or a blank one
	 */
	public WebhookSignatureVerifier(Collection<String> secrets) {
		this(secrets, DEFAULT_TOLERANCE, Clock.systemUTC());
	}

	/**
	 * Create a new verifier.
	 * @param secrets the signing secrets of the webhook: one, or during a rotation the
	 * old and the new one
	 * @param tolerance the maximum distance between the timestamp and now, in both
	 * directions
	 * @param clock the clock
	 * @throws IllegalArgumentException if there is no secret, or a blank one, or if the
	 * tolerance is not positive
	 */
	public WebhookSignatureVerifier(Collection<String> secrets, Duration tolerance, Clock clock) {
		if (secrets.isEmpty()) {
			throw new IllegalArgumentException("Without a webhook secret no delivery can be verified.");
		}
		if (tolerance.isNegative() || tolerance.isZero()) {
			throw new IllegalArgumentException("The tolerance for webhook timestamps must be positive.");
		}
		this.signers = secrets.stream().map(WebhookSigner::new).toList();
		this.tolerance = tolerance;
		this.clock = clock;
	}

	/**
	 * Verify a delivery.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @param body the body as received, neither decoded nor parsed
	 * @throws WebhookSignatureException if the delivery is refused
	 */
	public void verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
		if (!matches(verifyHeaders(timestamp, signature), body)) {
			throw new WebhookSignatureException(Reason.SIGNATURE_WRONG);
		}
	}

	Headers verifyHeaders(@Nullable String timestamp, @Nullable String signature) {
		if (timestamp == null) {
			throw new WebhookSignatureException(Reason.TIMESTAMP_MISSING);
		}
		verifyTimestamp(timestamp);
		if (signature == null) {
			throw new WebhookSignatureException(Reason.SIGNATURE_MISSING);
		}
		if (!SIGNATURE.matcher(signature).matches()) {
			throw new WebhookSignatureException(Reason.SIGNATURE_MALFORMED);
		}
		return new Headers(timestamp,
				HexFormat.of().parseHex(signature, WebhookSigner.PREFIX.length(), signature.length()));
	}

	private void verifyTimestamp(String timestamp) {
		if (!TIMESTAMP.matcher(timestamp).matches()) {
			throw new WebhookSignatureException(Reason.TIMESTAMP_MALFORMED);
		}
		Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), this.clock.instant());
		if (age.compareTo(this.tolerance) > 0) {
			throw new WebhookSignatureException(Reason.TIMESTAMP_TOO_OLD);
		}
		if (age.negated().compareTo(this.tolerance) > 0) {
			throw new WebhookSignatureException(Reason.TIMESTAMP_IN_FUTURE);
		}
	}

	private boolean matches(Headers headers, byte[] body) {
		boolean matches = false;
		for (WebhookSigner signer : this.signers) {
			// Every secret is tried, so that the time does not tell which one matched.
			matches |= MessageDigest.isEqual(signer.signature(headers.timestamp(), body), headers.signature());
		}
		return matches;
	}

	record Headers(String timestamp, byte[] signature) {

	}

}
