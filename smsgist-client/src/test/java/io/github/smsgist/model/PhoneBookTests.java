package io.github.smsgist.model;

import java.util.List;
import java.util.Random;
import java.util.Set;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

	private static final Set<String> POSSIBLE_WITH_ZERO = Set.of("CO");

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
			// Where the number with the zero may be one itself, it is left alone.
			assertThat(read(trunk, "GH")).as(region).isIn(e164, POSSIBLE_WITH_ZERO.contains(region) ? trunk : e164);
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
				if (numbers.isPossibleNumberWithReason(example) == ValidationResult.IS_POSSIBLE
						&& e164.matches("\\+[1-9][0-9]{6,14}")) {
					assertThat(read(e164, "GH")).as(region + " " + type).isEqualTo(e164);
				}
			}
		}
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
