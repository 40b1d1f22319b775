package io.github.smsgist.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Reads phone numbers in the forms people write them in, and converts them to E.164.
 */
final class PhoneNumbers {

	private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

	/**
	 * Accepted without the metadata of all countries, which takes 100 ms to load: most
	 * recipients are in Ghana.
	 */
	private static final Pattern GHANA = Pattern.compile("\\+233[1-9]\\d{8}");

	/**
	 * The longest international prefix has five digits, the longest number 15.
	 */
	private static final Pattern NATIONAL = Pattern.compile("\\d{4,20}");

	/**
	 * Scheme of a URI, property of a vCard, or the name of a field.
	 */
	private static final Pattern LABEL = Pattern.compile("(?:\\p{L}[\\p{L};=,. -]*+:/{0,2}\\s*+){1,3}+");

	/**
	 * Left around a number by spreadsheets and lists.
	 */
	private static final String BRACKETS = "\"'`<>,;\u2018\u2019\u201c\u201d";

	/**
	 * Longer than any number with a separator after every digit.
	 */
	private static final int MAX_LENGTH = 64;

	/**
	 * Not toll-free numbers, for example, which in Ghana have the length of a mobile
	 * number with a digit missing.
	 */
	private static final List<PhoneNumberType> TEXTED = List.of(PhoneNumberType.FIXED_LINE_OR_MOBILE,
			PhoneNumberType.VOIP);

	/**
	 * Only a few islands have shorter numbers.
	 */
	private static final int USUAL_DIGITS = 7;

	private PhoneNumbers() {
	}

	/**
	 * Return an international number in E.164, or the digits of a national one.
	 * @param number the number as written
	 * @return the number, or {@code null} if it is not valid in any region
	 */
	static @Nullable String read(@Nullable String number) {
		if (number != null && GHANA.matcher(number).matches()) {
			return number;
		}
		String compact = (number != null) ? compact(number) : null;
		if (compact == null) {
			return null;
		}
		if (compact.startsWith("+")) {
			return international(compact);
		}
		return NATIONAL.matcher(compact).matches() ? compact : null;
	}

	/**
	 * Return the error of a number that could not be {@link #read(String) read}, after
	 * the masked number.
	 */
	static String error(@Nullable String number) {
		if (number == null || Characters.isBlank(number)) {
			return "(none) is blank";
		}
		String compact = compact(number);
		if (compact == null) {
			return "(•••) is not a phone number" + unreadable(number);
		}
		return masked(compact)
				+ (compact.startsWith("+") ? " is not an international phone number" : " is not a phone number");
	}

	/**
	 * Return a number that was {@link #read(String) read} in E.164, or {@code null} if it
	 * is not a possible number of the region.
	 */
	static @Nullable String toE164(String number, String region) {
		return number.startsWith("+") ? number : parse(number, region);
	}

	/**
	 * Return the error of a number that was {@link #read(String) read} and is not valid
	 * in the region, after the masked number.
	 */
	static String error(String number, String region) {
		return masked(number) + " is not a phone number of the region " + OneLine.of(region);
	}

	/**
	 * Return a number that was {@link #read(String) read}, masked and in parentheses.
	 */
	private static String masked(String number) {
		return "(" + Redaction.mask(number) + ")";
	}

	/**
	 * Return whether a number that was {@link #read(String) read} is too short for most
	 * regions.
	 */
	static boolean isUnusuallyShort(String number) {
		return number.length() < USUAL_DIGITS;
	}

	/**
	 * Return whether a region is known.
	 */
	static boolean isRegion(String region) {
		return region.equals("GH") || PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
	}

	/**
	 * Return the ASCII digits of a number, after a plus sign if it has one. Separators
	 * and invisible characters are dropped: phone books and chat programs wrap what is
	 * copied from them in marks of the writing direction.
	 * @return the digits, or {@code null} if the number contains anything else
	 */
	private static @Nullable String compact(String number) {
		String undressed = undressed(number);
		if (undressed.length() > MAX_LENGTH || indexOfUnreadable(undressed) >= 0) {
			return null;
		}
		StringBuilder compact = new StringBuilder(undressed.length());
		undressed.codePoints().filter((character) -> !isSeparator(character)).forEach((character) -> {
			int digit = Character.digit(character, 10);
			compact.append((digit >= 0) ? (char) ('0' + digit) : '+');
		});
		return compact.toString();
	}

	/**
	 * Return the number without its label and what is around it.
	 */
	private static String undressed(String number) {
		String trimmed = Characters.trim(number, BRACKETS);
		Matcher label = LABEL.matcher(trimmed);
		return label.lookingAt() ? trimmed.substring(label.end()) : trimmed;
	}

	private static int indexOfUnreadable(String number) {
		int plus = Characters.indexOf(number, (character) -> !isSeparator(character));
		for (int i = 0; i < number.length(); i++) {
			int character = number.codePointAt(i);
			if (!(Character.digit(character, 10) >= 0 || isSeparator(character) || (isPlus(character) && i == plus))) {
				return i;
			}
			i += Character.charCount(character) - 1;
		}
		return -1;
	}

	private static String unreadable(String number) {
		String undressed = undressed(number);
		return (undressed.length() > MAX_LENGTH) ? ": it is too long" : ": it has "
				+ Characters.describe(number, number.lastIndexOf(undressed) + indexOfUnreadable(undressed));
	}

	private static boolean isPlus(int character) {
		return character == '+' || character == '\uff0b' || character == '\ufe62';
	}

	private static boolean isSeparator(int character) {
		return Characters.isIgnorable(character) || switch (Character.getType(character)) {
			case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> true;
			default -> "\t()[].-/_\u00b7\u2022\u2212\uff08\uff09\uff0e\uff0f".indexOf(character) >= 0;
		};
	}

	/**
	 * Return an international number without a trunk prefix after the country code, as in
	 * {@code +233 (0)24 597 2246}. A number with an unknown country code is kept: the
	 * service may know new ones.
	 */
	private static @Nullable String international(String number) {
		if (GHANA.matcher(number).matches()) {
			return number;
		}
		PhoneNumberUtil phoneNumbers = PhoneNumberUtil.getInstance();
		try {
			return toE164(phoneNumbers.parse(number, null));
		}
		catch (NumberParseException ex) {
			boolean newCountry = ex.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE;
			return (newCountry && E164.matcher(number).matches()) ? number : null;
		}
	}

	private static @Nullable String parse(String number, String region) {
		try {
			return toE164(PhoneNumberUtil.getInstance().parse(number, region));
		}
		catch (NumberParseException ex) {
			return null;
		}
	}

	/**
	 * Return a number in E.164, or {@code null} for a local number without its area code,
	 * which would be a different number, and for a number that has too many digits or too
	 * few for any number that can be texted.
	 */
	private static @Nullable String toE164(PhoneNumber number) {
		PhoneNumberUtil phoneNumbers = PhoneNumberUtil.getInstance();
		if (TEXTED.stream()
			.noneMatch((type) -> phoneNumbers.isPossibleNumberForTypeWithReason(number,
					type) == ValidationResult.IS_POSSIBLE)) {
			return null;
		}
		String e164 = phoneNumbers.format(number, PhoneNumberFormat.E164);
		return E164.matcher(e164).matches() ? e164 : null;
	}

}
