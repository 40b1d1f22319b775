package io.github.smsgist.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import io.github.smsgist.webhook.WebhookSignatureException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WebhookSignatureVerifier} and {@link WebhookSigner}.
 */
class WebhookSignatureVerifierTests {

	private static final String SECRET = "whsec_9bKq2LhV7yD4";

	private static final String TIMESTAMP = "1774089015";

	private static final Instant SIGNED_AT = Instant.ofEpochSecond(1774089015);

	private static final byte[] BODY = "{\"event\":\"message.sent\"}".getBytes(StandardCharsets.UTF_8);

	private final String signature = new WebhookSigner(SECRET).sign(TIMESTAMP, BODY);

	@ParameterizedTest
	@MethodSource("vectors")
	void signWritesTheSignatureOfTheVector(Vector vector) {
		assertThat(new WebhookSigner(vector.secret()).sign(vector.timestamp(), vector.bytes()))
			.isEqualTo(vector.signature());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void verifyAcceptsTheSignatureOfTheVector(Vector vector) {
		verifierAt(SIGNED_AT, vector.secret()).verify(vector.timestamp(), vector.signature(), vector.bytes());
	}

	@Test
	void everyChangedBitOfTheBodyIsRefused() {
		for (int bit = 0; bit < BODY.length * Byte.SIZE; bit++) {
			byte[] changed = BODY.clone();
			changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
			assertRefused(Reason.SIGNATURE_WRONG, TIMESTAMP, this.signature, changed);
		}
		assertRefused(Reason.SIGNATURE_WRONG, TIMESTAMP, this.signature, new byte[0]);
	}

	@Test
	void everyChangedDigitOfTheSignatureIsRefused() {
		for (int i = "sha256=".length(); i < this.signature.length(); i++) {
			String changed = this.signature.substring(0, i) + ((this.signature.charAt(i) == '0') ? '1' : '0')
					+ this.signature.substring(i + 1);
			assertRefused(Reason.SIGNATURE_WRONG, TIMESTAMP, changed, BODY);
		}
	}

	@Test
	void aChangedTimestampIsRefused() {
		assertRefused(Reason.SIGNATURE_WRONG, "1774089016", this.signature, BODY);
		assertRefused(Reason.SIGNATURE_WRONG, "01774089015", this.signature, BODY);
	}

	@Test
	void anotherSecretIsRefused() {
		assertRefused(Reason.SIGNATURE_WRONG, TIMESTAMP, new WebhookSigner("another").sign(TIMESTAMP, BODY), BODY);
	}

	@Test
	void theToleranceIsFiveMinutesInBothDirectionsToTheNanosecond() {
		Duration tolerance = Duration.ofMinutes(5);
		verify(SIGNED_AT.plus(tolerance));
		verify(SIGNED_AT.minus(tolerance));
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> verify(SIGNED_AT.plus(tolerance).plusNanos(1)))
			.extracting(WebhookSignatureException::getReason)
			.isEqualTo(Reason.TIMESTAMP_TOO_OLD);
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> verify(SIGNED_AT.minus(tolerance).minusNanos(1)))
			.extracting(WebhookSignatureException::getReason)
			.isEqualTo(Reason.TIMESTAMP_IN_FUTURE);
	}

	@Test
	void theToleranceCanBeSet() {
		Clock clock = Clock.fixed(SIGNED_AT.plusSeconds(31), ZoneOffset.UTC);
		new WebhookSignatureVerifier(List.of(SECRET), Duration.ofSeconds(31), clock).verify(TIMESTAMP, this.signature,
				BODY);
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> new WebhookSignatureVerifier(List.of(SECRET), Duration.ofSeconds(30), clock)
				.verify(TIMESTAMP, this.signature, BODY))
			.extracting(WebhookSignatureException::getReason)
			.isEqualTo(Reason.TIMESTAMP_TOO_OLD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "abc", "-1774089015", "+1774089015", "1774089015.5", "1774089015 ", "1e9",
			"0x69BE7A77", "9223372036854775808", "99999999999999999999999999", "١٧٧٤٠٨٩٠١٥", "2026-03-21T10:30:15Z" })
	void aTimestampThatIsNoNumberOfSecondsIsRefused(String timestamp) {
		assertRefused(Reason.TIMESTAMP_MALFORMED, timestamp, new WebhookSigner(SECRET).sign(timestamp, BODY), BODY);
	}

	@Test
	void theGreatestTimestampIsInTheFuture() {
		assertRefused(Reason.TIMESTAMP_IN_FUTURE, "999999999999", this.signature, BODY);
		assertRefused(Reason.TIMESTAMP_TOO_OLD, "0", this.signature, BODY);
	}

	@Test
	void aSignatureThatIsMalformedIsRefused() {
		String hex = this.signature.substring("sha256=".length());
		for (String malformed : List.of("", hex, "sha256=", "sha1=" + hex, "SHA256=" + hex, "sha256 =" + hex,
				" " + this.signature, this.signature + " ", this.signature + "0",
				this.signature.substring(0, this.signature.length() - 1), "sha256=" + "g".repeat(64),
				this.signature + "," + this.signature, "sha256=" + "٠".repeat(64))) {
			assertRefused(Reason.SIGNATURE_MALFORMED, TIMESTAMP, malformed, BODY);
		}
	}

	@Test
	void missingHeadersAreRefused() {
		assertRefused(Reason.TIMESTAMP_MISSING, null, this.signature, BODY);
		assertRefused(Reason.SIGNATURE_MISSING, TIMESTAMP, null, BODY);
	}

	@Test
	void upperCaseHexIsAccepted() {
		String upperCase = "sha256=" + this.signature.substring("sha256=".length()).toUpperCase(Locale.ROOT);
		assertThat(upperCase).isNotEqualTo(this.signature);
		verifierAt(SIGNED_AT, SECRET).verify(TIMESTAMP, upperCase, BODY);
	}

	@Test
	void duringARotationEachSecretIsAccepted() {
		WebhookSignatureVerifier verifier = verifierAt(SIGNED_AT, "new", SECRET);
		for (String secret : List.of("new", SECRET)) {
			String signed = new WebhookSigner(secret).sign(TIMESTAMP, BODY);
			verifier.verify(TIMESTAMP, signed, BODY);
		}
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> verifier.verify(TIMESTAMP, new WebhookSigner("older").sign(TIMESTAMP, BODY), BODY));
	}

	@Test
	void invalidSettingsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSignatureVerifier(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new WebhookSignatureVerifier(List.of(SECRET, " ")))
			.withMessageNotContaining(SECRET);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new WebhookSignatureVerifier(List.of(SECRET), Duration.ZERO, Clock.systemUTC()));
	}

	private void verify(Instant now) {
		verifierAt(now, SECRET).verify(TIMESTAMP, this.signature, BODY);
	}

	private void assertRefused(Reason reason, String timestamp, String signature, byte[] body) {
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> verifierAt(SIGNED_AT, SECRET).verify(timestamp, signature, body))
			.satisfies((ex) -> {
				assertThat(ex.getReason()).isEqualTo(reason);
				assertThat(ex.getMessage()).endsWith(".").doesNotContain(SECRET).doesNotContain(this.signature);
			});
	}

	private static WebhookSignatureVerifier verifierAt(Instant now, String... secrets) {
		return new WebhookSignatureVerifier(List.of(secrets), WebhookSignatureVerifier.DEFAULT_TOLERANCE,
				Clock.fixed(now, ZoneOffset.UTC));
	}

	static List<Vector> vectors() throws IOException {
		try (InputStream json = WebhookSignatureVerifierTests.class.getResourceAsStream("/webhook-vectors.json")) {
			List<Vector> vectors = JsonMapper.shared().readValue(json, new TypeReference<>() {
			});
			assertThat(vectors).hasSize(3);
			return vectors;
		}
	}

	record Vector(String timestamp, String body, String secret, String signature) {

		byte[] bytes() {
			return this.body.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String toString() {
			return this.signature;
		}

	}

}
