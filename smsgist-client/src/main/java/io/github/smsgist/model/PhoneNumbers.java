package io.github.smsgist.model;

import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers as people write them, turned into E.164.
 */
final class PhoneNumbers {

	private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

	private static final Pattern NATIONAL = Pattern.compile("[\\d\\s().-]{4,25}");

	private PhoneNumbers() {
	}

	/**
	 * What is wrong with a number whatever region it is read in.
	 */
	static @Nullable String fault(@Nullable String number) {
		if (number == null || number.isBlank()) {
			return "is blank";
		}
		if (E164.matcher(number).matches()) {
			return null;
		}
		if (number.trim().startsWith("+")) {
			return (international(number) != null) ? null : "is not an international phone number";
		}
		return NATIONAL.matcher(number).matches() ? null : "is not a phone number";
	}

	/**
	 * The number in E.164, or {@code null} when it is not a possible number of the
	 * region. One that already is E.164 is taken as it is: the service knows new ranges
	 * before any list does.
	 */
	static @Nullable String toE164(String number, String region) {
		if (E164.matcher(number).matches()) {
			return number;
		}
		return number.trim().startsWith("+") ? international(number) : parse(number, region);
	}

	/**
	 * The region of the service is one without a look at the list, which takes a while to
	 * load and is not needed for numbers in E.164.
	 */
	static boolean isRegion(String region) {
		return region.equals("GH") || PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
	}

	private static @Nullable String international(String number) {
		return parse(number, null);
	}

	/**
	 * A number that can be dialled from next door only, without its area code, is none:
	 * in E.164 it would be somebody else's. And plans with numbers too long for E.164
	 * exist.
	 */
	private static @Nullable String parse(String number, @Nullable String region) {
		PhoneNumberUtil phoneNumbers = PhoneNumberUtil.getInstance();
		try {
			PhoneNumber parsed = phoneNumbers.parse(number, region);
			if (phoneNumbers.isPossibleNumberWithReason(parsed) != ValidationResult.IS_POSSIBLE) {
				return null;
			}
			String e164 = phoneNumbers.format(parsed, PhoneNumberFormat.E164);
			return E164.matcher(e164).matches() ? e164 : null;
		}
		catch (NumberParseException ex) {
			return null;
		}
	}

}
