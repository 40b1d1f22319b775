package io.github.smsgist.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.smsgist.token.Expression.Scope;

/**
 * Parsed {@link TokenFormat}.
 */
final class TokenRecipe {

	private static final String CIPHERTEXT = Expression.CIPHERTEXT;

	private static final Map<String, String> KEYS = Map.of("utf8", "key", "hex", "unhex(key)", "base64",
			"unbase64(key)", "sha256", "sha256(key)", "openssl-md5", "evp_md5(key, salt)", "openssl-sha256",
			"evp_sha256(key, salt)", "openssl-pbkdf2", "pbkdf2_sha256(key, salt, 10000)");

	private static final Map<String, String> IVS = Map.of("zeros", "fit('')");

	private static final Map<String, String> TEXTS = Map.of("openssl", "base64('Salted__' + salt + ciphertext)",
			"laravel",
			"base64(json(iv=base64(iv), value=base64(ciphertext), "
					+ "mac=hex(hmac(base64(iv) + base64(ciphertext))), tag=''))",
			"laravel-gcm", "base64(json(iv=base64(iv), value=base64(ciphertext), mac='', tag=base64(tag)))");

	/**
	 * Key forms that require a certain length, and one that always fits.
	 */
	private static final List<String> COMMON_KEYS = List.of("utf8", "hex", "base64", "sha256");

	private static final Pattern SALT = Pattern.compile("salt([1-9]\\d?)?");

	private static final int SALT_LENGTH = 8;

	private final TokenCipher cipher;

	private final String keyForm;

	private final Expression key;

	private final Expression iv;

	private final Expression text;

	private final Set<String> salts;

	private final boolean ivRandom;

	private final int materialLength;

	/**
	 * Create a recipe.
	 * @throws IllegalArgumentException if an expression is not valid, or if they do not
	 * fit together
	 */
	TokenRecipe(TokenCipher cipher, String key, String iv, String text) {
		this.cipher = cipher;
		this.keyForm = key;
		ExpressionParser keyParser = new ExpressionParser("key", KEYS.getOrDefault(key, key),
				(name) -> name.equals("key") || SALT.matcher(name).matches());
		this.key = keyParser.parse();
		this.salts = keyParser.parts().stream().filter((name) -> !name.equals("key")).collect(Collectors.toSet());
		ExpressionParser ivParser = new ExpressionParser("iv", IVS.getOrDefault(iv, iv),
				Set.of("key", "random", "derived")::contains);
		this.iv = ivParser.parse();
		this.ivRandom = ivParser.parts().contains("random");
		this.materialLength = TokenCipher.KEY_LENGTH + (ivParser.parts().contains("derived") ? cipher.ivLength() : 0);
		this.text = new ExpressionParser("text", TEXTS.getOrDefault(text, text),
				(name) -> Set.of("iv", CIPHERTEXT, "tag").contains(name) || this.salts.contains(name))
			.parse();
		checkReadable();
	}

	String encrypt(String clientSecret, String appSecretKey, IntFunction<byte[]> randomBytes)
			throws GeneralSecurityException {
		Map<String, byte[]> parts = new HashMap<>();
		this.salts.forEach((salt) -> parts.put(salt, randomBytes.apply(saltLength(salt))));
		byte[] random = this.ivRandom ? randomBytes.apply(this.cipher.ivLength()) : new byte[0];
		addKeyAndIv(parts, appSecretKey, random);
		byte[] encrypted = this.cipher.encrypt(part(parts, "key"), part(parts, "iv"),
				clientSecret.getBytes(StandardCharsets.UTF_8));
		int tagStart = encrypted.length - this.cipher.tagLength();
		parts.put(CIPHERTEXT, Arrays.copyOf(encrypted, tagStart));
		parts.put("tag", Arrays.copyOfRange(encrypted, tagStart, encrypted.length));
		return new String(write(parts), StandardCharsets.US_ASCII);
	}

	byte[] decrypt(String token, String appSecretKey) throws GeneralSecurityException {
		byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
		Map<String, byte[]> parts = read(bytes);
		addKeyAndIv(parts, appSecretKey, part(parts, "iv"));
		// Differs if the token was changed, encoded differently or has a wrong MAC.
		if (!MessageDigest.isEqual(write(parts), bytes)) {
			throw new GeneralSecurityException("The token is not in the format");
		}
		return this.cipher.decrypt(part(parts, "key"), part(parts, "iv"),
				join(part(parts, CIPHERTEXT), part(parts, "tag")));
	}

	/**
	 * Check that an app secret key fits.
	 * @throws IllegalArgumentException if it does not. The message does not show it
	 */
	void validate(String appSecretKey) {
		try {
			Map<String, byte[]> parts = blanks();
			addKeyAndIv(parts, appSecretKey, part(parts, "iv"));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java platform cannot make a token", ex);
		}
	}

	/**
	 * Return whether an app secret key fits a key form without a salt.
	 */
	static boolean fits(String keyForm, String appSecretKey) {
		TokenRecipe recipe = new TokenRecipe(TokenCipher.AES_256_ECB, keyForm, "random", "hex(ciphertext)");
		try {
			return recipe.material(appSecretKey, Map.of()).length == recipe.materialLength;
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			return false;
		}
	}

	private void addKeyAndIv(Map<String, byte[]> parts, String appSecretKey, byte[] random)
			throws GeneralSecurityException {
		byte[] material = fittingMaterial(appSecretKey, parts);
		byte[] derived = Arrays.copyOfRange(material, TokenCipher.KEY_LENGTH, material.length);
		byte[] secret = appSecretKey.getBytes(StandardCharsets.UTF_8);
		byte[] ivBytes = this.iv
			.write(new Scope(Map.of("key", secret, "random", random, "derived", derived), this.cipher.ivLength()));
		if (ivBytes.length != this.cipher.ivLength()) {
			throw new IllegalArgumentException("'iv' gives %s bytes, but %s needs %s".formatted(ivBytes.length,
					this.cipher, this.cipher.ivLength()));
		}
		parts.put("key", Arrays.copyOf(material, TokenCipher.KEY_LENGTH));
		parts.put("iv", ivBytes);
	}

	private byte[] fittingMaterial(String appSecretKey, Map<String, byte[]> salts) throws GeneralSecurityException {
		if (appSecretKey.isBlank()) {
			throw new IllegalArgumentException("The app secret key is empty");
		}
		String misfit;
		try {
			byte[] material = material(appSecretKey, salts);
			if (material.length == this.materialLength) {
				return material;
			}
			misfit = "is %s bytes as %s, but %s are needed".formatted(material.length, this.keyForm,
					this.materialLength);
		}
		catch (IllegalArgumentException ex) {
			misfit = String.valueOf(ex.getMessage());
		}
		String hint = appSecretKey.equals(appSecretKey.strip()) ? "" : " (it begins or ends with white space)";
		throw new IllegalArgumentException(("The app secret key %s%s. Check that it is complete, "
				+ "or choose a key form that it fits, such as %s")
			.formatted(misfit, hint,
					COMMON_KEYS.stream()
						.filter((form) -> fits(form, appSecretKey))
						.collect(Collectors.joining(" or "))));
	}

	/**
	 * Return the key, followed by the initialization vector if that is derived.
	 */
	private byte[] material(String appSecretKey, Map<String, byte[]> salts) throws GeneralSecurityException {
		Map<String, byte[]> parts = new HashMap<>(salts);
		parts.put("key", appSecretKey.getBytes(StandardCharsets.UTF_8));
		return this.key.write(new Scope(parts, this.materialLength));
	}

	private void checkReadable() {
		Map<String, byte[]> sample = blanks();
		sample.put(CIPHERTEXT, new byte[2 * TokenCipher.KEY_LENGTH]);
		// Bytes that do not occur in a text.
		sample.values().forEach((bytes) -> Arrays.fill(bytes, (byte) 0xff));
		try {
			byte[] written = write(sample);
			for (byte character : written) {
				if (character < ' ') {
					throw new IllegalArgumentException("'text' has a part that is not encoded");
				}
			}
			Map<String, byte[]> read = read(written);
			sample.keySet().retainAll(needed());
			sample.forEach((name, bytes) -> {
				if (!Arrays.equals(bytes, read.get(name))) {
					throw new IllegalArgumentException(
							"'text' has no place for the %s, without which it cannot be decrypted".formatted(name));
				}
			});
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("'text' cannot be read back", ex);
		}
	}

	private Set<String> needed() {
		Set<String> needed = new HashSet<>(this.salts);
		needed.addAll(Set.of(CIPHERTEXT, "tag"));
		if (this.ivRandom) {
			needed.add("iv");
		}
		return needed;
	}

	/**
	 * Return blank parts of the right length, without the ciphertext.
	 */
	private Map<String, byte[]> blanks() {
		Map<String, byte[]> blanks = new HashMap<>();
		blanks.put("key", new byte[TokenCipher.KEY_LENGTH]);
		blanks.put("iv", new byte[this.cipher.ivLength()]);
		blanks.put("tag", new byte[this.cipher.tagLength()]);
		blanks.put(CIPHERTEXT, new byte[0]);
		this.salts.forEach((salt) -> blanks.put(salt, new byte[saltLength(salt)]));
		return blanks;
	}

	private byte[] write(Map<String, byte[]> parts) throws GeneralSecurityException {
		return this.text.write(new Scope(parts, 0));
	}

	private Map<String, byte[]> read(byte[] token) throws GeneralSecurityException {
		Map<String, byte[]> parts = blanks();
		this.text.read(token, new Scope(parts, 0));
		for (Map.Entry<String, byte[]> blank : blanks().entrySet()) {
			if (!blank.getKey().equals(CIPHERTEXT) && part(parts, blank.getKey()).length != blank.getValue().length) {
				throw new GeneralSecurityException("The token has a part of the wrong length");
			}
		}
		return parts;
	}

	private static byte[] part(Map<String, byte[]> parts, String name) {
		return Objects.requireNonNull(parts.get(name), name);
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

	private static int saltLength(String name) {
		return name.equals("salt") ? SALT_LENGTH : Integer.parseInt(name.substring("salt".length()));
	}

}
