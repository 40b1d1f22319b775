package io.github.smsgist.verification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Derives codes and checks them. A code is derived from a random value, which is stored,
 * and a secret key, which is not. So a code can be resent although no code is stored, and
 * readers of the store learn nothing.
 */
final class OneTimeCodes {

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * In bytes: too long to guess.
	 */
	private static final int RANDOM_LENGTH = 16;

	private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{22}");

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key;

	private final int length;

	OneTimeCodes(byte[] secret, int length) {
		this.key = new SecretKeySpec(secret, ALGORITHM);
		this.length = length;
	}

	int length() {
		return this.length;
	}

	static byte[] randomSecret() {
		byte[] secret = new byte[32];
		new SecureRandom().nextBytes(secret);
		return secret;
	}

	/**
	 * Return a random id or nonce.
	 */
	String random() {
		byte[] bytes = new byte[RANDOM_LENGTH];
		this.random.nextBytes(bytes);
		return encode(bytes);
	}

	/**
	 * Return whether a text has the form of a random id.
	 */
	boolean isRandom(@Nullable String text) {
		return text != null && RANDOM.matcher(text).matches();
	}

	/**
	 * Return the code of a nonce. Some codes are more likely than others, by less than 2
	 * in a billion, because 2^63 is not a multiple of a power of ten.
	 */
	String code(String nonce) {
		long number = ByteBuffer.wrap(hash("code", nonce)).getLong() & Long.MAX_VALUE;
		StringBuilder code = new StringBuilder(this.length);
		for (int i = 0; i < this.length; i++) {
			code.append((char) ('0' + number % 10));
			number /= 10;
		}
		return code.toString();
	}

	/**
	 * Compare in constant time, however many digits are right.
	 */
	boolean matches(String nonce, @Nullable String entered) {
		return MessageDigest.isEqual(code(nonce).getBytes(StandardCharsets.US_ASCII),
				digits(entered).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return a keyed hash, which identifies a value without revealing it.
	 */
	String fingerprint(String kind, String value) {
		return encode(hash(kind, value));
	}

	private byte[] hash(String kind, String value) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal((kind + ":" + value).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a code, as typed or pasted, in ASCII digits. Empty for a missing code and
	 * for one that is much too long.
	 */
	private static String digits(@Nullable String entered) {
		if (entered == null || entered.length() > 64) {
			return "";
		}
		StringBuilder digits = new StringBuilder();
		entered.codePoints().filter((character) -> !isSeparator(character)).forEach((character) -> {
			int digit = Character.digit(character, 10);
			digits.appendCodePoint((digit >= 0) ? '0' + digit : character);
		});
		return digits.toString();
	}

	private static boolean isSeparator(int character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.getType(character) == Character.FORMAT
				|| Character.getType(character) == Character.DASH_PUNCTUATION;
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
