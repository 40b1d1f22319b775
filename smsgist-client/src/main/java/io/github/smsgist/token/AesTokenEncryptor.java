package io.github.smsgist.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * {@link TokenEncryptor} that encrypts with AES-256 in a configurable
 * {@link TokenFormat}. Every call takes a fresh initialisation vector or salt, so that no
 * two tokens are the same.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class AesTokenEncryptor implements TokenEncryptor {

	private final TokenFormat format;

	private final IntFunction<byte[]> randomBytes;

	/**
	 * Create a new encryptor.
	 * @param format the format of the tokens
	 */
	public AesTokenEncryptor(TokenFormat format) {
		this(format, secureRandomBytes());
	}

	/**
	 * Create a new encryptor with a given source of initialisation vectors and salts.
	 */
	AesTokenEncryptor(TokenFormat format, IntFunction<byte[]> randomBytes) {
		this.format = Objects.requireNonNull(format, "'format' must not be null");
		this.randomBytes = randomBytes;
	}

	/**
	 * Check that an app secret key fits the format.
	 * @param appSecretKey the app secret key of the credential
	 * @throws IllegalArgumentException if it does not fit; the message says why and which
	 * key forms would, and does not show the key
	 */
	public void validate(String appSecretKey) {
		this.format.key().validate(appSecretKey);
	}

	@Override
	public String encrypt(String clientSecret, String appSecretKey) {
		try {
			byte[] nonce = this.randomBytes.apply(this.format.key().nonceLength(this.format.cipher()));
			KeyMaterial material = this.format.key().material(appSecretKey, nonce);
			TokenParts parts = this.format.cipher()
				.encrypt(material, nonce, clientSecret.getBytes(StandardCharsets.UTF_8));
			return this.format.layout().assembly().assemble(parts, this.format, material.key());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java platform can't make a token as " + this.format, ex);
		}
	}

	/**
	 * Decrypt a token, as a server does to check it.
	 * @param token the token, without {@code Bearer}
	 * @param appSecretKey the app secret key it was encrypted with
	 * @return the client secret
	 * @throws GeneralSecurityException if the token is not in the format, was changed, or
	 * was encrypted with another key
	 * @throws IllegalArgumentException if the app secret key does not fit the format
	 */
	public String decrypt(String token, String appSecretKey) throws GeneralSecurityException {
		TokenAssembly assembly = this.format.layout().assembly();
		TokenParts parts = assembly.disassemble(token, this.format);
		KeyMaterial material = this.format.key().material(appSecretKey, parts.nonce());
		assembly.verify(parts, this.format, material.key());
		byte[] plaintext = this.format.cipher().decrypt(material, parts);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plaintext)).toString();
		}
		catch (CharacterCodingException ex) {
			// Without a tag, a wrong key gives now and then junk instead of an error.
			throw new GeneralSecurityException("The token was encrypted with another key");
		}
	}

	private static IntFunction<byte[]> secureRandomBytes() {
		SecureRandom random = new SecureRandom();
		return (length) -> {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			return bytes;
		};
	}

}
