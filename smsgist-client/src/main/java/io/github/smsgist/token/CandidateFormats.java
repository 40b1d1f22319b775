package io.github.smsgist.token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats of common encryption samples and libraries of Go, Node and PHP, the languages
 * of SMSGist's own clients.
 */
final class CandidateFormats {

	/**
	 * Number of shapes to try with one key form before the next.
	 */
	private static final int SHAPES_PER_KEY = 6;

	/**
	 * Key forms for some app secret keys, the most common first.
	 */
	private static final List<String> EXACT_KEYS = List.of("utf8", "hex", "base64");

	/**
	 * Key forms for all app secret keys, the most common first.
	 */
	private static final List<String> KEYS = List.of("sha256", "fit(key)", "fit(key, '0')", "cut(hex(sha256(key)))",
			"hex(md5(key))", "cut(sha512(key))", "fit(md5(key))");

	/**
	 * Key forms that take tens of milliseconds, only tried with the most common shapes.
	 */
	private static final List<String> SLOW_KEYS = List.of("scrypt(key, 'salt')", "pbkdf2_sha256(key, 'salt', 100000)");

	private static final int SHAPES_PER_SLOW_KEY = 12;

	private static final List<Shape> SHAPES = shapes("""
			aes-256-gcm | random | base64(iv + ciphertext + tag)
			aes-256-cbc | random | base64(iv + ciphertext)
			aes-256-cbc | random | hex(iv):hex(ciphertext)
			aes-256-gcm | random | hex(iv):hex(tag):hex(ciphertext)
			aes-256-gcm | random | base64(iv + tag + ciphertext)
			aes-256-gcm | random | hex(iv + ciphertext + tag)
			aes-256-cbc | random | laravel
			aes-256-gcm | random | base64url(iv + ciphertext + tag)
			aes-256-cbc | random | hex(iv + ciphertext)
			aes-256-gcm | random | laravel-gcm
			aes-256-gcm | random | hex(iv):hex(ciphertext):hex(tag)
			aes-256-gcm | random | base64(iv):base64(tag):base64(ciphertext)
			aes-256-cbc | random | base64(iv):base64(ciphertext)
			aes-256-cbc | random | base64(iv + base64(ciphertext))
			aes-256-cbc | random | base64(base64(ciphertext)::iv)
			aes-256-gcm-iv16 | random | hex(iv):hex(tag):hex(ciphertext)
			aes-256-gcm-iv16 | random | base64(iv + tag + ciphertext)
			aes-256-cbc | zeros | base64(ciphertext)
			aes-256-ecb | random | base64(ciphertext)
			aes-256-cbc | fit(key) | base64(ciphertext)
			aes-256-gcm | random | base64url_padded(iv + ciphertext + tag)
			aes-256-cbc | random | base64(iv::base64(ciphertext))
			aes-256-cbc | random | base64(iv + hmac(ciphertext) + ciphertext)
			aes-256-ctr | random | hex(iv):hex(ciphertext)
			aes-256-ctr | random | base64(iv + ciphertext)
			aes-256-cfb | random | base64(iv + ciphertext)
			aes-256-gcm | random | base64(iv):base64(ciphertext):base64(tag)
			aes-256-gcm | random | base64url(iv):base64url(ciphertext):base64url(tag)
			aes-256-gcm | random | base64(json(iv=base64(iv), data=base64(ciphertext), tag=base64(tag)))
			aes-256-gcm | random | base64(ciphertext + tag + iv)
			aes-256-gcm-iv16 | random | base64(iv + ciphertext + tag)
			aes-256-gcm-iv16 | random | hex(iv):hex(ciphertext):hex(tag)
			aes-256-gcm-iv16 | random | hex(iv + tag + ciphertext)
			aes-256-gcm | random | hex(iv + tag + ciphertext)
			aes-256-cbc | random | base64(base64(iv + ciphertext))
			aes-256-cbc | cut(hex(sha256(key))) | base64(base64(ciphertext))
			aes-256-cbc | random | hex(iv)::hex(ciphertext)
			aes-256-cbc | random | base64url(iv + ciphertext)
			aes-256-gcm | random | HEX(iv + ciphertext + tag)
			aes-256-cbc | random | HEX(iv + ciphertext)
			aes-256-cbc | random | base64(ciphertext + iv)
			aes-256-cbc | random | base64(json(iv=base64(iv), value=base64(ciphertext)))
			aes-256-cbc | zeros | hex(ciphertext)
			aes-256-cbc | fit(key) | hex(ciphertext)
			aes-256-cbc | md5(key) | base64(ciphertext)
			aes-256-ecb | random | hex(ciphertext)
			aes-256-ctr | random | hex(iv + ciphertext)
			aes-256-cfb | random | hex(iv):hex(ciphertext)
			aes-256-cfb | random | hex(iv + ciphertext)
			aes-256-gcm | zeros | base64(ciphertext + tag)
			aes-256-gcm | fit(key) | base64(ciphertext + tag)
			aes-256-ofb | random | base64(iv + ciphertext)
			""");

	/**
	 * Formats with a salt, which key form and shape share.
	 */
	private static final List<TokenFormat> SALTED = Stream.of("openssl-md5", "openssl-sha256", "openssl-pbkdf2")
		.flatMap((key) -> Stream.of("openssl", "hex('Salted__' + salt + ciphertext)")
			.map((text) -> new TokenFormat(TokenCipher.AES_256_CBC, key, "derived", text)))
		.toList();

	private CandidateFormats() {
	}

	static List<TokenFormat> forKey(String appSecretKey) {
		if (appSecretKey.isBlank()) {
			return List.of();
		}
		List<String> exact = EXACT_KEYS.stream().filter((key) -> TokenRecipe.fits(key, appSecretKey)).toList();
		// A key of the right length is neither cut nor padded.
		Stream<String> always = KEYS.stream().filter((key) -> !exact.contains("utf8") || !key.startsWith("fit(key"));
		List<String> keys = Stream.concat(exact.stream(), always).toList();
		List<Ranked> ranked = new ArrayList<>();
		for (int i = 0; i < keys.size(); i++) {
			addRanked(ranked, keys.get(i), i, SHAPES);
		}
		for (int i = 0; i < SLOW_KEYS.size(); i++) {
			addRanked(ranked, SLOW_KEYS.get(i), keys.size() + i, SHAPES.subList(0, SHAPES_PER_SLOW_KEY));
		}
		SALTED.forEach((format) -> ranked.add(new Ranked(format, SHAPES_PER_KEY)));
		return ranked.stream().sorted(Comparator.comparingInt(Ranked::rank)).map(Ranked::format).toList();
	}

	private static void addRanked(List<Ranked> ranked, String key, int keyRank, List<Shape> shapes) {
		for (int i = 0; i < shapes.size(); i++) {
			ranked.add(new Ranked(shapes.get(i).withKey(key), i + keyRank * SHAPES_PER_KEY));
		}
	}

	private static List<Shape> shapes(String table) {
		return table.lines().map((line) -> line.split(" \\| ")).map((cells) -> {
			TokenCipher cipher = Stream.of(TokenCipher.values())
				.filter((candidate) -> candidate.toString().equals(cells[0]))
				.findFirst()
				.orElseThrow();
			return new Shape(cipher, cells[1], cells[2]);
		}).toList();
	}

	private record Ranked(TokenFormat format, int rank) {

	}

	/**
	 * Format without its key form.
	 */
	private record Shape(TokenCipher cipher, String iv, String text) {

		TokenFormat withKey(String key) {
			return new TokenFormat(this.cipher, key, this.iv, this.text);
		}

	}

}
