package io.github.smsgist.token;

/**
 * How the parts of a token stand together.
 *
 * @since 0.1.0
 */
public enum TokenLayout {

	/**
	 * Initialisation vector, ciphertext, tag, encoded as a whole. Without the tag where
	 * the cipher has none.
	 */
	IV_CIPHERTEXT_TAG(new JoinedAssembly(false), false),

	/**
	 * Initialisation vector, tag, ciphertext, encoded as a whole. Only for ciphers with a
	 * tag.
	 */
	IV_TAG_CIPHERTEXT(new JoinedAssembly(true), true),

	/**
	 * Initialisation vector, ciphertext, tag, each encoded on its own, with colons
	 * between. Without the tag where the cipher has none: {@code iv:ciphertext}.
	 */
	COLON_IV_CIPHERTEXT_TAG(new ColonAssembly(false), false),

	/**
	 * Initialisation vector, tag, ciphertext, each encoded on its own, with colons
	 * between. Only for ciphers with a tag.
	 */
	COLON_IV_TAG_CIPHERTEXT(new ColonAssembly(true), true),

	/**
	 * The form of {@code openssl enc} and CryptoJS, which begins with {@code Salted__}.
	 * Only for AES-256-CBC with a passphrase as key.
	 */
	SALTED(new SaltedAssembly(), false),

	/**
	 * The form of Laravel's {@code Crypt::encryptString}: base64 of a JSON object.
	 */
	LARAVEL(new LaravelAssembly(), false);

	private final TokenAssembly assembly;

	private final boolean tagRequired;

	TokenLayout(TokenAssembly assembly, boolean tagRequired) {
		this.assembly = assembly;
		this.tagRequired = tagRequired;
	}

	TokenAssembly assembly() {
		return this.assembly;
	}

	boolean isTagRequired() {
		return this.tagRequired;
	}

}
