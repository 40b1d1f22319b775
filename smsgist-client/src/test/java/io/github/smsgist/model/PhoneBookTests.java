package io.github.smsgist.model;

import java.util.List;
import java.util.Random;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for phone numbers as phone books, chat programs and keyboards make them: one
 * number, however it is dressed, is that number. The same rule holds with and without a
 * plus sign.
 */
class PhoneBookTests {

	private static final List<String> SEPARATORS = List.of(" ", "\u00a0", "\u2007", "\u202f", "\u2009", "\u3000", "-",
			"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d", ".", "/", "\t");

	private static final List<String> INVISIBLE = List.of("\u200e", "\u200f", "\u202a", "\u202c", "\u2066", "\u2069",
			"\u200b", "\u2060", "\ufeff", "\u00ad");

	private static final int[] ZEROS = { '0', '\u0660', '\u06f0', '\u0966', '\uff10', 0x1d7ce };

	private final Random random = new Random(20261125);

	@Test
	void theDressOfANumberDoesNotMatter() {
		for (int i = 0; i < 5_000; i++) {
			boolean international = this.random.nextBoolean();
			String plain = international ? "+233245972246" : "0245972246";
			String dressed = dressed(plain);
			assertThat(read(dressed, "GH")).as("%s", dressed.codePoints().boxed().toList()).isEqualTo("+233245972246");
		}
	}

	@Test
	void aTrunkPrefixAfterTheCountryCodeIsDropped() {
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		int checked = 0;
		for (String region : numbers.getSupportedRegions()) {
			PhoneNumber example = numbers.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.MOBILE);
			if (example == null || !"0".equals(numbers.getNddPrefixForRegion(region, true))) {
				continue;
			}
			String e164 = numbers.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
			String code = "+" + example.getCountryCode();
			String trunk = code + "0" + e164.substring(code.length());
			if (region.equals("CO")) {
				// Followed by the number of a carrier in Colombia.
				assertThatIllegalArgumentException().isThrownBy(() -> read(trunk, "GH"));
				continue;
			}
			assertThat(read(trunk, "GH")).as(region).isEqualTo(e164);
			checked++;
		}
		assertThat(checked).isGreaterThan(80);
	}

	@Test
	void noNumberThatIsRightIsChanged() {
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		for (String region : numbers.getSupportedRegions()) {
			for (PhoneNumberUtil.PhoneNumberType type : PhoneNumberUtil.PhoneNumberType.values()) {
				PhoneNumber example = numbers.getExampleNumberForType(region, type);
				if (example == null) {
					continue;
				}
				String e164 = numbers.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
				if (numbers.isPossibleNumberForTypeWithReason(example,
						PhoneNumberUtil.PhoneNumberType.FIXED_LINE_OR_MOBILE) == ValidationResult.IS_POSSIBLE
						&& e164.matches("\\+[1-9][0-9]{6,14}")) {
					assertThat(read(e164, "GH")).as(region + " " + type).isEqualTo(e164);
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TEL;TYPE=CELL:%s", "TEL;VALUE=uri;TYPE=cell:tel:%s", "sms:%s", "whatsapp:%s", "tel://%s",
			"Mobile: %s", "t\u00e9l. : %s", "<%s>", "\"%s\"", "\u2018%s\u2019", "'%s", "%s,", "%s;", " %s, ", "%s.",
			"\ufe0f%s\ufe0f" })
	void theLabelOfANumberAndWhatIsLeftAroundItDoNotMatter(String around) {
		assertThat(read(around.formatted("+233 24 597 2246"), "GH")).isEqualTo("+233245972246");
		assertThat(read(around.formatted("0245972246"), "GH")).isEqualTo("+233245972246");
	}

	@ParameterizedTest
	@ValueSource(strings = { "024_597_2246", "024\u00b7597\u00b72246", "024\u2022597\u20222246", "024\u31645972246",
			"0\ufe0f24 597 2246", "024\u2800597\u28002246", "024\u034f5972246" })
	void everySeparatorAndInvisibleCharacterIsDropped(String number) {
		assertThat(read(number, "GH")).isEqualTo("+233245972246");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			tel:+233245972246;ext=1   | a misplaced character (U+003B) at index 17
			0245972246, 0201234567    | a misplaced character (U+002C) at index 10
			0245972246 or 0201234567  | a letter at index 11
			+233245972246 +2332012345 | a misplaced character (U+002B) at index 14
			Ama 0245972246: 020123456 | a letter at index 0
			Ama <0245972246>          | a letter at index 0
			0245972246x12             | a letter at index 10
			2.45972246E8              | a letter at index 10
			*170#                     | a misplaced character (U+002A) at index 0
			wa.me/233245972246        | a letter at index 0
			a:b:c:d:0245972246        | a letter at index 6
			""")
	void whatElseIsInANumberIsNamedAndItsPlace(String number, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(number, "GH"))
			.withMessage("The SMS cannot be sent: recipient 1 (•••) is not a phone number: it has " + reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "024 597 224", "24 597 224", "+233 24 597 224", "+233000000000", "+233 800 12345" })
	void aNumberTooShortToBeTextedIsRefused(String number) {
		assertThatIllegalArgumentException().isThrownBy(() -> read(number, "GH"))
			.withMessageContaining("recipient 1 (");
	}

	private static String read(String number, String region) {
		SmsMessage message = SmsMessage.builder().to(number).message("Hello").build();
		assertThat(message.recipients()).allMatch((recipient) -> recipient.matches("\\+?[0-9]+"));
		return message.withRecipientsInE164(region).recipients().get(0);
	}

	private String dressed(String plain) {
		int zero = ZEROS[this.random.nextInt(ZEROS.length)];
		StringBuilder dressed = new StringBuilder((this.random.nextInt(4) == 0) ? "tel:" : "");
		dressed.append(maybe(INVISIBLE));
		for (int i = 0; i < plain.length(); i++) {
			char character = plain.charAt(i);
			if (character == '+') {
				dressed.append(this.random.nextBoolean() ? '+' : '\uff0b');
			}
			else {
				dressed.appendCodePoint(zero + (character - '0'));
			}
			dressed.append(maybe(INVISIBLE)).append(maybe(SEPARATORS));
		}
		return maybe(INVISIBLE) + maybe(SEPARATORS.subList(0, 6)) + dressed + maybe(INVISIBLE);
	}

	private String maybe(List<String> choices) {
		return (this.random.nextInt(4) == 0) ? choices.get(this.random.nextInt(choices.size())) : "";
	}

}
