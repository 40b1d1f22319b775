package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SmsMessage}.
 */
class SmsMessageTests {

	@Test
	void allErrorsAreReportedWithoutNumbers() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SmsMessage.builder()
				.to("+233245972246", "nobody", null, "+99912345678901234567", "")
				.message(" ")
				.idempotencyKey("order\n77")
				.build())
			.withMessageStartingWith("The SMS cannot be sent: ")
			.withMessageContainingAll("recipient 2", "recipient 3", "recipient 4", "recipient 5", "message is missing",
					"idempotencyKey must consist of printable ASCII")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("recipient 1 ", "12345678",
					"nobody", "245972246"));
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> SmsMessage.builder().build())
			.withMessageContainingAll("recipients is empty", "message is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> SmsMessage.builder().to((String[]) null).to((Collection<String>) null).message(null).build())
			.withMessageContainingAll("recipients is empty", "message is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> new SmsMessage(null, null, null, null))
			.withMessageContainingAll("recipients is empty", "message is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\r\nX-Admin: 1", " padded ", "caf\u00e9", "\u0000", "\u007f" })
	void aKeyThatNoHeaderCarriesIsRefused(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().idempotencyKey(key).build())
			.withMessageContaining("idempotencyKey");
	}

	@Test
	void aKeyIsBounded() {
		assertThat(valid().idempotencyKey("k".repeat(255)).build().idempotencyKey()).hasSize(255);
		assertThatIllegalArgumentException().isThrownBy(() -> valid().idempotencyKey("k".repeat(256)).build())
			.withMessageContaining("256 characters, more than 255");
	}

	@Test
	void theTextIsKeptAsItIs() {
		String text = "  Akwaaba\n\u20b5 \ud83d\ude00 ".repeat(500);
		assertThat(valid().message(text).build().message()).isEqualTo(text);
	}

	@Test
	void itDoesNotChangeWithWhatItWasBuiltFrom() {
		List<String> recipients = new ArrayList<>(List.of("0245972246"));
		SmsMessage.Builder builder = SmsMessage.builder().to(recipients).message("Hello");
		SmsMessage message = builder.build();
		recipients.add("0201234567");
		builder.to("0201234567");
		assertThat(message.recipients()).containsExactly("0245972246").isUnmodifiable();
		assertThat(builder.build().recipients()).containsExactly("0245972246", "0201234567");
		assertThat(message.withIdempotencyKey("k"))
			.isEqualTo(new SmsMessage(List.of("0245972246"), "Hello", null, "k"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GH | 0245972246             | +233245972246
			GH | 024 597 2246           | +233245972246
			GH | (024) 597-2246         | +233245972246
			GH | 024.597.2246           | +233245972246
			GH | 245972246              | +233245972246
			GH | tel:0245972246         | +233245972246
			GH | TEL:+233-24-597-2246   | +233245972246
			GH | (+233) 24/597/2246     | +233245972246
			GH | +2330245972246         | +233245972246
			GH | 2330245972246          | +233245972246
			GH | 002330245972246        | +233245972246
			GH | 233245972246           | +233245972246
			GH | 00233245972246         | +233245972246
			GH | +233245972246          | +233245972246
			GH | +233 (0)24 597 2246    | +233245972246
			GH | ' +233 24 597 2246 '   | +233245972246
			GH | +44 7911 123456        | +447911123456
			GH | +1 (202) 555-0123      | +12025550123
			NG | 08031234567            | +2348031234567
			KE | 0712 345678            | +254712345678
			GB | 07911 123456           | +447911123456
			US | (202) 555-0123         | +12025550123
			DE | 0151 23456789          | +4915123456789
			US | +4915123456789         | +4915123456789
			US | +49015123456789        | +4915123456789
			US | +44 (0)7911 123456     | +447911123456
			US | +390669812345          | +390669812345
			US | +2250707123456         | +2250707123456
			US | +78001234567           | +78001234567
			US | +233245972246          | +233245972246
			""")
	void nationalAndInternationalForms(String region, String number, String expected) {
		assertThat(sms(number).withRecipientsInE164(region).recipients()).containsExactly(expected);
		assertThat(SmsMessage.toE164(number, region)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GH | 12345
			GH | 5972246
			GH | 02459722461234
			GH | 0000
			US | 555-0123
			DE | 1234567890123456
			""")
	void whatIsNoNumberOfTheRegion(String region, String number) {
		assertThatIllegalArgumentException().isThrownBy(() -> sms(number).withRecipientsInE164(region))
			.withMessageContaining("recipient 1 (")
			.withMessageContaining("region " + region)
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain(number));
		assertThatIllegalArgumentException().isThrownBy(() -> SmsMessage.toE164(number, region))
			.withMessageMatching("The number \\(.*\\) is not a phone number of the region " + region)
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain(number));
	}

	@ParameterizedTest
	@ValueSource(strings = { "+", "+1", "+0245972246", "+233-24-abc", "+99999999999999999999", "ama@example.com", "123",
			"0245972246; DROP TABLE", "----", "ARIEL", "0245972246 ext 5", "++233245972246", "0245972246\n0201234567",
			"+1 800 FLOWERS", "tel:", "tel:+233245972246;ext=5", "02459722460245972246024597", "+23324",
			"+2330245972246224", "+2332459722", "+233 24597 22" })
	void whatIsNoNumberAnywhere(String number) {
		assertThatIllegalArgumentException().isThrownBy(() -> sms(number))
			.withMessageContaining("recipient 1 (")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("(" + number + ")"));
		assertThatIllegalArgumentException().isThrownBy(() -> SmsMessage.toE164(number, "GH"))
			.withMessageStartingWith("The number (")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("(" + number + ")"));
	}

	@Test
	void aNumberInE164IsTakenWhetherOrNotAnyListKnowsIt() {
		assertThat(sms("+99912345678").withRecipientsInE164("GH").recipients()).containsExactly("+99912345678");
	}

	@Test
	void aNumberInManyFormsIsTextedOnceAndTheOrderStays() {
		SmsMessage message = SmsMessage.builder()
			.to("0201234567", "+233245972246", "0245972246", "024 597 2246", "00233245972246", "+233 20 123 4567")
			.message("Hello")
			.route(Route.OTP)
			.idempotencyKey("k")
			.build()
			.withRecipientsInE164("GH");
		assertThat(message)
			.isEqualTo(new SmsMessage(List.of("+233201234567", "+233245972246"), "Hello", Route.OTP, "k"));
		assertThat(message.withRecipientsInE164("GH")).isSameAs(message);
	}

	@Test
	void everyFaultOfTheRegionIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SmsMessage.builder()
				.to("0245972246", "12345", "0201234567", "99999")
				.message("Hello")
				.build()
				.withRecipientsInE164("GH"))
			.withMessageContainingAll("recipient 2", "recipient 4")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("recipient 1 ", "recipient 3 "));
	}

	@Test
	void anUnusuallyShortNumberIsNamedWithTheOtherErrors() {
		assertThat(sms("12345").recipients()).containsExactly("12345");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SmsMessage.builder().to("12345", "hello", "0245972246").message("Hello").build())
			.withMessageContainingAll("recipient 1 is too short", "recipient 2 (•••) is not a phone number")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("recipient 3", "hello"));
	}

	@Test
	void theTextOfAnExceptionIsBoundedAndSaysHowManyMore() {
		List<String> recipients = new ArrayList<>(Collections.nCopies(20_000, "hello"));
		assertThatIllegalArgumentException().isThrownBy(() -> SmsMessage.builder().to(recipients).build())
			.withMessageContainingAll("recipient 10 (", "and 19990 more recipients", "message is missing")
			.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(1_000));
		SmsMessage national = SmsMessage.builder().to(Collections.nCopies(20_000, "12345")).message("Hello").build();
		assertThatIllegalArgumentException().isThrownBy(() -> national.withRecipientsInE164("GH"))
			.withMessageContainingAll("recipient 10 (", "and 19990 more recipients")
			.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(1_000));
		assertThat(national.toString()).contains("and 19990 more").hasSizeLessThan(500);
		assertThatIllegalArgumentException().isThrownBy(() -> sms("1".repeat(1_000_000)))
			.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(500));
	}

	@ParameterizedTest
	@CsvSource({ "cut \ud83d, U+D83D, 4", "\ude00 cut, U+DE00, 0", "a\u0000b, U+0000, 1", "a\u0007c, U+0007, 1",
			"a\u001bb, U+001B, 1", "ab\u007f!, U+007F, 2" })
	void anUnreadableTextIsRefusedWithItsPosition(String text, String character, int index) {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().message(text).build())
			.withMessageContaining("message has ")
			.withMessageContaining("(" + character + ") at index " + index);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u00a0", "\u200b\ufeff", "\u0000", "\u2028", "\u3164", "\u2800", "\ufe0f" })
	void aTextOfInvisibleCharactersIsMissing(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().message(text).build())
			.withMessageContaining("message is missing");
	}

	@Test
	void aMessageThatNeedsNoChangeIsNotCheckedAgain() {
		SmsMessage message = SmsMessage.builder().to("+233 24 597 2246").message("Hello").idempotencyKey("k").build();
		assertThat(message.recipients()).containsExactly("+233245972246");
		assertThat(message.withIdempotencyKey("k").withRecipientsInE164("GH")).isSameAs(message);
	}

	@Test
	void theSegmentsThatARecipientIsBilledForAreKnownBefore() {
		assertThat(valid().message("a".repeat(161)).build().segments().segments()).isEqualTo(2);
	}

	@Test
	void whateverIsGivenBecomesE164OrAnIllegalArgument() {
		Random random = new Random(20260321);
		String[] regions = PhoneNumberUtil.getInstance().getSupportedRegions().toArray(String[]::new);
		Arrays.sort(regions);
		int accepted = 0;
		for (int i = 0; i < 5_000; i++) {
			String number = randomNumber(random);
			String region = regions[random.nextInt(regions.length)];
			try {
				assertThat(sms(number).withRecipientsInE164(region).recipients()).singleElement()
					.asString()
					.matches("\\+[1-9][0-9]{6,14}");
				accepted++;
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex.getMessage()).startsWith("The SMS cannot be sent: recipient 1 (");
			}
		}
		assertThat(accepted).isBetween(250, 4_750);
	}

	@Test
	void theExampleNumberOfEveryRegionIsReadInItsNationalForm() {
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		for (String region : numbers.getSupportedRegions()) {
			PhoneNumber example = numbers.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.MOBILE);
			if (example != null) {
				String e164 = numbers.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
				String national = numbers.format(example, PhoneNumberUtil.PhoneNumberFormat.NATIONAL);
				assertThat(sms(national).withRecipientsInE164(region).recipients()).as(region).containsExactly(e164);
			}
		}
	}

	@Test
	void regions() {
		assertThat(List.of("GH", "US", "NG", "GB")).allMatch(SmsMessage::isRegion);
		assertThat(List.of("", "gh", "XX", "GHA", "233", "ZZ")).noneMatch(SmsMessage::isRegion);
	}

	@Test
	void manyRecipientsAreNoBurden() {
		List<String> recipients = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			recipients.add("024%07d".formatted(i));
		}
		assertThatNoException().isThrownBy(() -> SmsMessage.builder().to(recipients).message("Hello").build());
		assertThat(SmsMessage.builder().to(recipients).message("Hello").build().withRecipientsInE164("GH").recipients())
			.hasSize(10_000)
			.endsWith("+233240009999");
	}

	private static String randomNumber(Random random) {
		StringBuilder number = new StringBuilder(random.nextBoolean() ? "+" : "");
		String alphabet = (random.nextInt(4) > 0) ? "0123456789"
				: "0123456789 ().-+;ext=/#*,\u0660\uff11\u00a0\ud83dA\n";
		int length = random.nextInt(22);
		for (int i = 0; i < length; i++) {
			number.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return number.toString();
	}

	private static SmsMessage.Builder valid() {
		return SmsMessage.builder().to("0245972246").message("Hello");
	}

	private static SmsMessage sms(String number) {
		return SmsMessage.builder().to(number).message("Hello").build();
	}

}
