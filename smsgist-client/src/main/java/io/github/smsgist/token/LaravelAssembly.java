package io.github.smsgist.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The output of Laravel's {@code Crypt::encryptString}: base64 of a JSON object of base64
 * values, with a MAC where the cipher has no tag.
 */
record LaravelAssembly() implements TokenAssembly {

	// A token has exactly this form, so no JSON parser is needed to read it.
	private static final Pattern JSON = Pattern
		.compile("\\{\"iv\":\"([A-Za-z0-9+/=]*)\",\"value\":\"([A-Za-z0-9+/=]*)\","
				+ "\"mac\":\"([0-9a-f]*)\",\"tag\":\"([A-Za-z0-9+/=]*)\"}");

	@Override
	public String assemble(TokenParts parts, TokenFormat format, byte[] key) throws GeneralSecurityException {
		String mac = hasMac(format) ? HexFormat.of().formatHex(mac(parts, key)) : "";
		String json = "{\"iv\":\"%s\",\"value\":\"%s\",\"mac\":\"%s\",\"tag\":\"%s\"}".formatted(
				TokenEncoding.BASE64.encode(parts.nonce()), TokenEncoding.BASE64.encode(parts.ciphertext()), mac,
				TokenEncoding.BASE64.encode(parts.tag()));
		return TokenEncoding.BASE64.encode(json.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public TokenParts disassemble(String token, TokenFormat format) throws GeneralSecurityException {
		String json = new String(TokenEncoding.BASE64.decode(token), StandardCharsets.ISO_8859_1);
		Matcher matcher = JSON.matcher(json);
		if (!matcher.matches()) {
			throw new GeneralSecurityException("The token is not the JSON that Laravel writes");
		}
		TokenParts parts = TokenAssembly.parts(format.cipher(), TokenEncoding.BASE64.decode(matcher.group(1)),
				TokenEncoding.BASE64.decode(matcher.group(2)), TokenEncoding.BASE64.decode(matcher.group(4)));
		byte[] mac = TokenEncoding.HEX.decode(matcher.group(3));
		if (hasMac(format)) {
			return new TokenParts(parts.nonce(), parts.ciphertext(), mac);
		}
		if (mac.length != 0) {
			throw new GeneralSecurityException("The token has a MAC beside its tag");
		}
		return parts;
	}

	@Override
	public void verify(TokenParts parts, TokenFormat format, byte[] key) throws GeneralSecurityException {
		if (hasMac(format) && !MessageDigest.isEqual(mac(parts, key), parts.tag())) {
			throw new GeneralSecurityException("The MAC of the token does not match");
		}
	}

	private static boolean hasMac(TokenFormat format) {
		return format.cipher().tagLength() == 0;
	}

	private static byte[] mac(TokenParts parts, byte[] key) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
		String authenticated = TokenEncoding.BASE64.encode(parts.nonce())
				+ TokenEncoding.BASE64.encode(parts.ciphertext());
		return mac.doFinal(authenticated.getBytes(StandardCharsets.US_ASCII));
	}

}
