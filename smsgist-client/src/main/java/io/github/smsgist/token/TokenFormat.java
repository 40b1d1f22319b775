package io.github.smsgist.token;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The format of the bearer token. SMSGist does not publish it, so that it is a setting:
 * {@code smsgist.token.cipher}, {@code smsgist.token.key}, {@code smsgist.token.layout}
 * and {@code smsgist.token.encoding}.
 *
 * @param cipher how the client secret is encrypted
 * @param key how the app secret key becomes the key of the cipher
 * @param layout how the parts of the token stand together
 * @param encoding how its bytes are written as text
 * @since 0.1.0
 */
public record TokenFormat(TokenCipher cipher, TokenKey key, TokenLayout layout, TokenEncoding encoding) {

	/**
	 * The most usual format: AES-256-GCM, the key as UTF-8, base64 of initialisation
	 * vector, ciphertext and tag.
	 */
	public static final TokenFormat DEFAULT = new TokenFormat(TokenCipher.AES_256_GCM, TokenKey.UTF8,
			TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.BASE64);

	/**
	 * What the usual encryption samples and libraries of Go, Node and PHP write, the
	 * languages that SMSGist has clients in; the most usual first.
	 */
	private static final List<Shape> USUAL_SHAPES = List.of(
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_CBC, TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_CBC, TokenLayout.COLON_IV_CIPHERTEXT_TAG, TokenEncoding.HEX),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.COLON_IV_TAG_CIPHERTEXT, TokenEncoding.HEX),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.IV_TAG_CIPHERTEXT, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.HEX),
			new Shape(TokenCipher.AES_256_CBC, TokenLayout.SALTED, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_CBC, TokenLayout.LARAVEL, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.BASE64URL),
			new Shape(TokenCipher.AES_256_CBC, TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.HEX),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.LARAVEL, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.COLON_IV_CIPHERTEXT_TAG, TokenEncoding.HEX),
			new Shape(TokenCipher.AES_256_GCM, TokenLayout.COLON_IV_TAG_CIPHERTEXT, TokenEncoding.BASE64),
			new Shape(TokenCipher.AES_256_CBC, TokenLayout.COLON_IV_CIPHERTEXT_TAG, TokenEncoding.BASE64));

	/**
	 * Create a new format.
	 * @param cipher how the client secret is encrypted
	 * @param key how the app secret key becomes the key of the cipher
	 * @param layout how the parts of the token stand together
	 * @param encoding how its bytes are written as text
	 * @throws IllegalArgumentException if the four do not go together; the message names
	 * the property to change
	 */
	public TokenFormat {
		Objects.requireNonNull(cipher, "'cipher' must not be null");
		Objects.requireNonNull(key, "'key' must not be null");
		Objects.requireNonNull(layout, "'layout' must not be null");
		Objects.requireNonNull(encoding, "'encoding' must not be null");
		String contradiction = contradiction(cipher, key, layout, encoding);
		if (contradiction != null) {
			throw new IllegalArgumentException(contradiction);
		}
	}

	/**
	 * Return every format there is, the likely ones first.
	 * @return an unmodifiable list
	 */
	public static List<TokenFormat> candidates() {
		return Arrays.stream(TokenCipher.values())
			.flatMap((cipher) -> Arrays.stream(TokenLayout.values())
				.flatMap((layout) -> Arrays.stream(TokenEncoding.values())
					.flatMap((encoding) -> formats(cipher, layout, encoding))))
			.sorted(Comparator.comparingInt(TokenFormat::unusualness))
			.toList();
	}

	/**
	 * Return every format whose key form fits the given app secret key, the likely ones
	 * first.
	 * @param appSecretKey the app secret key of the credential
	 * @return an unmodifiable list, empty if the key is blank
	 */
	public static List<TokenFormat> candidates(String appSecretKey) {
		return candidates().stream().filter((format) -> format.key().fits(appSecretKey)).toList();
	}

	/**
	 * Return the properties that choose this format, one {@code name=value} a line.
	 * @return four lines, ready for an {@code application.properties} file
	 */
	public String toProperties() {
		return """
				smsgist.token.cipher=%s
				smsgist.token.key=%s
				smsgist.token.layout=%s
				smsgist.token.encoding=%s
				""".formatted(PropertyValues.of(this.cipher), PropertyValues.of(this.key),
				PropertyValues.of(this.layout), PropertyValues.of(this.encoding));
	}

	private static Stream<TokenFormat> formats(TokenCipher cipher, TokenLayout layout, TokenEncoding encoding) {
		return Arrays.stream(TokenKey.values())
			.filter((key) -> contradiction(cipher, key, layout, encoding) == null)
			.map((key) -> new TokenFormat(cipher, key, layout, encoding));
	}

	private int unusualness() {
		int index = USUAL_SHAPES.indexOf(new Shape(this.cipher, this.layout, this.encoding));
		return (index != -1) ? index : USUAL_SHAPES.size();
	}

	private static @Nullable String contradiction(TokenCipher cipher, TokenKey key, TokenLayout layout,
			TokenEncoding encoding) {
		if (key.isPassphrase() && layout != TokenLayout.SALTED) {
			return ("smsgist.token.key=%s makes key and initialisation vector from a salt, which "
					+ "smsgist.token.layout=%s does not carry; set smsgist.token.layout=salted and "
					+ "smsgist.token.cipher=aes-256-cbc, or set smsgist.token.key to utf8, hex, base64 or " + "sha256.")
				.formatted(PropertyValues.of(key), PropertyValues.of(layout));
		}
		if (layout == TokenLayout.SALTED && !key.isPassphrase()) {
			return ("smsgist.token.layout=salted carries a salt, from which smsgist.token.key=%s makes "
					+ "nothing; set smsgist.token.key to openssl-md5, openssl-sha256 or openssl-pbkdf2, or "
					+ "choose another smsgist.token.layout.")
				.formatted(PropertyValues.of(key));
		}
		if (layout == TokenLayout.SALTED && cipher != TokenCipher.AES_256_CBC) {
			return ("smsgist.token.layout=salted does not exist for smsgist.token.cipher=%s; set "
					+ "smsgist.token.cipher=aes-256-cbc.")
				.formatted(PropertyValues.of(cipher));
		}
		if (layout.isTagRequired() && cipher.tagLength() == 0) {
			return ("smsgist.token.layout=%s has a place for a tag, which smsgist.token.cipher=%s does not "
					+ "make; set smsgist.token.layout to iv-ciphertext-tag or colon-iv-ciphertext-tag (the tag "
					+ "is then left out).")
				.formatted(PropertyValues.of(layout), PropertyValues.of(cipher));
		}
		if (layout == TokenLayout.LARAVEL && encoding != TokenEncoding.BASE64) {
			return ("smsgist.token.layout=laravel is always base64, not smsgist.token.encoding=%s; set "
					+ "smsgist.token.encoding=base64.")
				.formatted(PropertyValues.of(encoding));
		}
		return null;
	}

	/**
	 * A format without its key form.
	 */
	private record Shape(TokenCipher cipher, TokenLayout layout, TokenEncoding encoding) {

	}

}
