package io.github.smsgist.verification;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.verification.VerificationRefusedException.Reason;

/**
 * Decides to whom codes are sent.
 */
final class RecipientRules {

	static final String ANY_REGION = "*";

	/**
	 * Types that cannot receive a text, or earn money from it. Unknown numbers are
	 * allowed, because new ranges open every month.
	 */
	private static final Set<PhoneNumberType> REFUSED = EnumSet.of(PhoneNumberType.FIXED_LINE,
			PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PAGER,
			PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL);

	private final String defaultRegion;

	private final Set<String> allowedRegions;

	RecipientRules(String defaultRegion, Set<String> allowedRegions) {
		this.defaultRegion = defaultRegion;
		this.allowedRegions = allowedRegions.isEmpty() ? Set.of(defaultRegion) : Set.copyOf(allowedRegions);
	}

	static boolean isEmail(String recipient) {
		return recipient.indexOf('@') >= 0;
	}

	/**
	 * Return a number in E.164, or an address.
	 */
	String read(String recipient) {
		if (isEmail(recipient)) {
			EmailMessage email = EmailMessage.builder().to(recipient).subject("code").body("code").build();
			return email.recipients().get(0);
		}
		String number = SmsMessage.toE164(recipient, this.defaultRegion);
		check(number);
		return number;
	}

	/**
	 * Return what all spellings of one recipient have in common.
	 */
	static String identity(String recipient) {
		return recipient.toLowerCase(Locale.ROOT);
	}

	private void check(String number) {
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		PhoneNumber parsed;
		try {
			parsed = numbers.parse(number, null);
		}
		catch (NumberParseException ex) {
			throw new VerificationRefusedException(Reason.REGION);
		}
		if (!isAllowed(parsed)) {
			throw new VerificationRefusedException(Reason.REGION);
		}
		if (REFUSED.contains(numbers.getNumberType(parsed))) {
			throw new VerificationRefusedException(Reason.NUMBER_TYPE);
		}
	}

	/**
	 * Regions that share a country code are distinguished where the metadata allows.
	 */
	private boolean isAllowed(PhoneNumber number) {
		if (this.allowedRegions.contains(ANY_REGION)) {
			return true;
		}
		PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
		String region = numbers.getRegionCodeForNumber(number);
		return (region != null) ? this.allowedRegions.contains(region)
				: numbers.getRegionCodesForCountryCode(number.getCountryCode())
					.stream()
					.allMatch(this.allowedRegions::contains);
	}

}
