package io.github.smsgist.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.smsgist.internal.privacy.Redaction;
import io.github.smsgist.model.MessageStatus.RecipientStatus;
import io.github.smsgist.model.SendReceipt.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Redaction}, and that every type of this package makes use of it.
 */
class RedactionTests {

	private static final String NUMBER = "+233245972246";

	private static final String ADDRESS = "ama.mensah@example.com";

	private static final String TEXT = "Zebra crossing at noon";

	@ParameterizedTest
	@CsvSource({ "+233245972246, +233•••••2246", "0245972246, ••••••2246", "024 597 2246, ••••••2246",
			"+2901234, +290••••", "+12345678, +123••••8", "12345, •••••", "'', •••", "a, •••",
			"ama@example.com, •••@•••", "@, •••@•••", "a@b@c, •••@•••", ", (none)" })
	void oneRecipient(String recipient, String masked) {
		assertThat(Redaction.mask(recipient)).isEqualTo(masked);
	}

	@Test
	void severalRecipients() {
		assertThat(Redaction.mask(List.of(NUMBER, ADDRESS))).isEqualTo("[+233•••••2246, •••@•••]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Insufficient credits", "0.06 needed, 0.02 left", "Limit of 100 per 60 seconds", "a @ b",
			"12 345", "$1 and \\2", "" })
	void whatIsNeitherNumberNorAddressStays(String text) {
		assertThat(Redaction.maskWithin(text)).isEqualTo(text);
	}

	@Test
	void noSixDigitsOfANumberAndNoNameOfAnAddressAreLeft() {
		Random random = new Random(20260321);
		for (int i = 0; i < 2000; i++) {
			String number = Long.toString(random.nextLong(1_000_000_000L, 999_999_999_999_999L));
			String name = Long.toString(random.nextLong(Long.MAX_VALUE), 36);
			String text = "Not sent to %s%s, (%s) or %s@example.com.".formatted(random.nextBoolean() ? "+" : "", number,
					number.replaceAll("(..)", "$1 ").strip(), name);
			String digits = Redaction.maskWithin(text).replaceAll("[ ()]", "");
			assertThat(digits).doesNotContain(number.substring(0, 6), number.substring(number.length() - 6), name)
				.startsWith("Notsentto");
		}
	}

	@Test
	void aLongTextIsNoBurden() {
		for (String part : List.of("1", "1 ", "+1(", "1.-", "@", "a@b ")) {
			assertThatNoException().isThrownBy(() -> Redaction.maskWithin(part.repeat(20_000)));
		}
	}

	@ParameterizedTest
	@MethodSource("everyType")
	void noTypeShowsWhoGetsWhat(Object value) {
		assertThat(value.toString()).startsWith(value.getClass().getSimpleName() + "[")
			.doesNotContain(NUMBER, "245972246", ADDRESS, "ama", "example", TEXT, "Zebra", "+233245972246 is not");
	}

	static Stream<Object> everyType() {
		Recipient recipient = new Recipient("r-1", NUMBER);
		RecipientStatus status = new RecipientStatus("r-1", NUMBER, "failed", "FAILED", Instant.EPOCH,
				NUMBER + " is not reachable");
		return Stream.of(SmsMessage.builder().to(NUMBER, "0245972246").message(TEXT).build(),
				EmailMessage.builder().to(ADDRESS).subject(TEXT).body(TEXT).fromName(TEXT).replyTo(ADDRESS).build(),
				recipient, new Recipient("r-1", ADDRESS), new Recipient(null, null), status,
				new SendReceipt("m-1", "queued", 1, 1, BigDecimal.ONE, BigDecimal.ONE, List.of(recipient), "k"),
				new MessageStatus("m-1", "sms", "sent", 1, 1, 0, 0, Instant.EPOCH, List.of(status)),
				new RetryReceipt("m-2", "m-1", "queued", 1, BigDecimal.ONE),
				new CreditBalance(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE, "GHS"));
	}

}
