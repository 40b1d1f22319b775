package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link EmailMessage}.
 */
class EmailMessageTests {

	@Test
	void allErrorsAreReportedWithoutAddresses() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmailMessage.builder()
				.to("ama@example.com", "kofi at example.com", null)
				.subject("Hello\r\nBcc: all@example.com")
				.body(" ")
				.fromName("")
				.replyTo("nobody")
				.idempotencyKey("\u20b5")
				.build())
			.withMessageStartingWith("The email cannot be sent: ")
			.withMessageContainingAll("recipient 2", "recipient 3", "subject has a line break", "body is missing",
					"fromName is blank", "replyTo is not an email address", "idempotencyKey")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("recipient 1 ", "ama", "kofi",
					"Bcc", "nobody"));
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmailMessage.builder().build())
			.withMessageContainingAll("recipients is empty", "subject is missing", "body is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmailMessage.builder()
				.to((String[]) null)
				.to((Collection<String>) null)
				.subject(null)
				.body(null)
				.build())
			.withMessageContainingAll("recipients is empty", "subject is missing", "body is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmailMessage(null, null, null, null, null, null, null, null))
			.withMessageContainingAll("recipients is empty", "subject is missing", "body is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ama@example.com", "ama.mensah+shop@mail.example.com.gh", "o'brien@example.ie", "a@b",
			"\u00e4@b\u00fccher.example", "ama@[10.0.0.1]" })
	void whatMayBeAnAddress(String address) {
		assertThat(valid().to(address).replyTo(address).build().replyTo()).isEqualTo(address);
	}

	@Test
	void everyClassOfInvisibleCharactersIsNamedAndItsPlace() {
		int checked = 0;
		for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
			int type = Character.getType(character);
			if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
					|| type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR
					|| type == Character.SPACE_SEPARATOR || Characters.isIgnorable(character)
					|| (type == Character.PRIVATE_USE && Character.isBmpCodePoint(character)) || character == '\ufffd'
					|| character == 0xf0000) {
				String inside = "a" + Character.toString(character) + "ma@example.com";
				assertThatIllegalArgumentException().as("U+%X", character)
					.isThrownBy(() -> valid().to(inside).replyTo(inside).build())
					.withMessageContaining("recipient 2 is not an email address")
					.withMessageContaining("replyTo is not an email address")
					.withMessageContaining(" at index 1");
				checked++;
			}
		}
		assertThat(checked).isGreaterThan(2_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 7, '\n', '\r', 0x1b, 0x7f, 0x85, 0x9f, 0xad, 0x200b, 0x2028, 0x2029, 0x202e, 0x2060,
			0xfeff, 0xd83d, 0xde00 })
	void subjectAndNameHaveOneLineThatCanBeSeen(int character) {
		String line = "Your" + (char) character + "order";
		assertThatIllegalArgumentException().isThrownBy(() -> valid().subject(line).fromName(line).build())
			.withMessageContaining("subject has ")
			.withMessageContaining("fromName has ")
			.withMessageContaining(
					"(U+" + HexFormat.of().withUpperCase().toHexDigits((char) character) + ") at index 4")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("Your", line));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bonjour\u00a0!", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 day",
			"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u05e9\u05dc\u05d5\u05dd\u200f!", "\ufe0f\u2764\ufe0f",
			"\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f" })
	void whatBelongsToALanguageOrAnEmojiStays(String line) {
		EmailMessage message = valid().subject(line).fromName(line).build();
		assertThat(message.subject()).isEqualTo(line);
		assertThat(message.fromName()).isEqualTo(line);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "\u00a0", "\ufeff", "\u200b", "\u2028", "\u0085", "\n", "\t", "\u202a", "\u3000" })
	void whatIsInvisibleAroundIsRemovedAndIsNothingByItself(String invisible) {
		EmailMessage message = EmailMessage.builder()
			.to(invisible + "ama@example.com" + invisible, "ama@example.com")
			.subject(invisible + "Hi" + invisible)
			.body(invisible + "Hello")
			.fromName(invisible + "Shop")
			.replyTo("help@example.com" + invisible)
			.build();
		assertThat(message).isEqualTo(new EmailMessage(List.of("ama@example.com"), "Hi", invisible + "Hello", "Shop",
				"help@example.com", null, null, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> valid().subject(invisible).body(invisible).fromName(invisible).build())
			.withMessageContainingAll("subject is missing", "body is missing", "fromName is blank");
	}

	@Test
	void anUnreadableBodyIsRefusedWithItsPosition() {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().body("Hello\u0000").build())
			.withMessageContaining("body has a control character (U+0000) at index 5");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().body("\ud83d\ude00\ud83d").build())
			.withMessageContaining("body has half a character, a lone surrogate (U+D83D) at index 2");
	}

	@Test
	void theTextOfAnExceptionIsBoundedAndSaysHowManyMore() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmailMessage.builder().to(Collections.nCopies(200_000, "hello")).build())
			.withMessageContainingAll("recipient 10 is", "and 199990 more recipients", "subject is missing")
			.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(1_000));
	}

	@Test
	void theSchemeOfAnAddressAndWhatIsLeftAroundItDoNotMatter() {
		assertThat(valid()
			.to("mailto:kofi@example.com", "<kofi@example.com>", "\"kofi@example.com\";", "kofi@example.com,")
			.replyTo("MAILTO:kofi@example.com")
			.build()).isEqualTo(valid().to("kofi@example.com").replyTo("kofi@example.com").build());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			kofi                        | it has no @
			kofi@ama@example.com        | it has more than one @
			kofi mensah@example.com     | it has a space (U+0020) at index 4
			.kofi@example.com           | the part before the @ is malformed
			kofi.@example.com           | the part before the @ is malformed
			kofi..m@example.com         | the part before the @ is malformed
			kofi(work)@example.com      | the part before the @ is malformed
			https://kofi@example.com    | the part before the @ is malformed
			sms:kofi@example.com        | the part before the @ is malformed
			kofi@                       | the part after the @ is malformed
			kofi@example.com.           | the part after the @ is malformed
			kofi@example..com           | the part after the @ is malformed
			kofi@.example.com           | the part after the @ is malformed
			kofi@-example.com           | the part after the @ is malformed
			kofi@example-.com           | the part after the @ is malformed
			kofi@example.com?subject=Hi | the part after the @ is malformed
			kofi@example.com:25         | the part after the @ is malformed
			kofi@example.com/           | the part after the @ is malformed
			kofi@example。com       | the part after the @ is malformed
			kofi@*.com                  | the part after the @ is malformed
			kofi@]                      | the part after the @ is malformed
			""")
	void whatIsWrongWithAnAddressIsSaidWithoutTheAddress(String address, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().to(address).build())
			.withMessage("The email cannot be sent: recipient 2 is not an email address: " + reason);
	}

	@Test
	void anAddressIsAsLongAsMailServersAllow() {
		String domain = ("b".repeat(61) + ".").repeat(3) + "io";
		assertThatNoException().isThrownBy(() -> valid().to("a".repeat(64) + "@" + domain).build());
		assertThatIllegalArgumentException().isThrownBy(() -> valid().to("a".repeat(65) + "@" + domain).build())
			.withMessageEndingWith("it is too long");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().to("a".repeat(64) + "@bb" + domain).build())
			.withMessageEndingWith("it is too long");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().to("a@" + "b".repeat(64) + ".io").build())
			.withMessageEndingWith("the part after the @ is malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "ama", "@", "ama@", "@example.com", "a@b@c", "ama @example.com",
			"ama@example.com\r\nBcc: kofi@example.com", "Ama <ama@example.com>", "ama@example.com,kofi@example.com",
			"ama@example.com;kofi@example.com" })
	void whatIsNoAddress(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().to(address).build())
			.withMessageContaining("recipient 2 is not an email address");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().replyTo(address).build())
			.withMessageContaining("replyTo is not an email address");
	}

	@Test
	void lineBreaksBelongIntoTheBodyOnly() {
		assertThat(valid().body("Hello\r\nAma").build().body()).isEqualTo("Hello\r\nAma");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().fromName("Shop\nX").build())
			.withMessageContaining("fromName has a line break");
	}

	@Test
	void anAddressThatIsGivenTwiceIsWrittenToOnce() {
		assertThat(valid().to("kofi@example.com", "ama@example.com").build().recipients())
			.containsExactly("ama@example.com", "kofi@example.com")
			.isUnmodifiable();
	}

	@Test
	void itDoesNotChangeWithWhatItWasBuiltFrom() {
		List<String> recipients = new ArrayList<>(List.of("ama@example.com"));
		EmailMessage message = EmailMessage.builder()
			.to(recipients)
			.subject("Hi")
			.body("Hello")
			.fromName("Shop")
			.replyTo("help@example.com")
			.noTracking(false)
			.route(Route.REGULAR)
			.build();
		recipients.clear();
		assertThat(message.withIdempotencyKey("k")).isEqualTo(new EmailMessage(List.of("ama@example.com"), "Hi",
				"Hello", "Shop", "help@example.com", false, Route.REGULAR, "k"));
		assertThat(message.idempotencyKey()).isNull();
	}

	private static EmailMessage.Builder valid() {
		return EmailMessage.builder().to("ama@example.com").subject("Hi").body("Hello");
	}

}
