package io.github.smsgist.token;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Formats of common encryption samples and libraries of Go, Node and PHP, the languages
 * of SMSGist's own clients. Each choice has a cost, which is 0 for the most common one,
 * and the candidates are all formats up to a total, the cheapest first. So something rare
 * is combined with what is common, but not with something else that is rare.
 */
final class CandidateFormats {

	private static final int MAX_COST = 20;

	/**
	 * Key forms for some app secret keys. They cost nothing.
	 */
	private static final List<String> EXACT_KEYS = List.of("utf8", "hex", "base64");

	/**
	 * Key forms for all app secret keys, with their costs.
	 */
	private static final Map<String, Integer> KEYS = costs("""
			5 | sha256
			5 | fit(key)
			8 | cut(hex(sha256(key)))
			10 | fit(key, '0')
			10 | hex(md5(key))
			10 | scrypt(key, 'salt')
			11 | cut(base64(sha256(key)))
			14 | fit(key, ' ')
			14 | cut(sha512(key))
			16 | fit(md5(key))
			17 | pbkdf2_sha256(key, 'salt', 100000)
			18 | cut(hex(sha512(key)))
			18 | cut(hex(sha1(key)))
			18 | pbkdf2_sha512(key, 'salt', 100000)
			19 | pbkdf2_sha1(key, 'salt', 1000)
			19 | pbkdf2_sha256(key, 'salt', 10000)
			20 | pbkdf2_sha256(key, 'salt', 1000)
			20 | pbkdf2_sha256(key, 'salt', 65536)
			""");

	private static final String CIPHERS = """
			0 | gcm | AES_256_GCM
			7 | gcm | AES_256_GCM_IV16
			0 | cbc | AES_256_CBC
			8 | cbc | AES_256_CTR
			9 | cbc | AES_256_CFB
			15 | cbc | AES_256_OFB
			0 | ecb | AES_256_ECB
			""";

	/**
	 * Encodings of one text, for which a layout has the function {@code all}.
	 */
	private static final Map<String, Integer> JOINED = costs("""
			0 | base64
			3 | hex
			4 | base64url
			8 | base64url_padded
			12 | HEX
			12 | base64_unpadded
			""");

	/**
	 * Encodings of several texts, for which a layout has the function {@code each}.
	 */
	private static final Map<String, Integer> SEPARATE = costs("""
			0 | hex
			4 | base64
			6 | base64url
			""");

	/**
	 * Cost, ciphers, initialization vector and text.
	 */
	private static final String LAYOUTS = """
			0 | gcm | random | all(iv + ciphertext + tag)
			1 | cbc | random | all(iv + ciphertext)
			1 | cbc | random | each(iv):each(ciphertext)
			2 | gcm | random | each(iv):each(tag):each(ciphertext)
			2 | gcm | random | all(iv + tag + ciphertext)
			3 | cbc | random | laravel
			4 | gcm | random | each(iv):each(ciphertext):each(tag)
			5 | gcm | random | laravel-gcm
			6 | cbc | random | base64(iv + base64(ciphertext))
			6 | cbc | random | base64(base64(ciphertext)::iv)
			7 | cbc | zeros | all(ciphertext)
			7 | ecb | random | all(ciphertext)
			8 | cbc | fit(key) | all(ciphertext)
			8 | cbc | cut(hex(sha256(key))) | base64(base64(ciphertext))
			8 | cbc | cut(hex(sha256(key))) | base64(ciphertext)
			9 | cbc | random | hex(iv):base64(ciphertext)
			10 | cbc | random | base64(iv::base64(ciphertext))
			10 | cbc | random | each(iv).each(ciphertext)
			10 | gcm | random | each(iv).each(ciphertext).each(tag)
			10 | gcm | random | each(iv).each(tag).each(ciphertext)
			11 | gcm | random | base64(json(iv=base64(iv), data=base64(ciphertext), tag=base64(tag)))
			11 | gcm | random | base64(json(iv=base64(iv), ciphertext=base64(ciphertext), tag=base64(tag)))
			12 | cbc | random | base64(json(iv=hex(iv), encryptedData=hex(ciphertext)))
			12 | cbc | random | base64(json(iv=hex(iv), content=hex(ciphertext)))
			12 | cbc | random | base64(json(iv=base64(iv), value=base64(ciphertext)))
			12 | cbc | random | base64(iv + hmac(ciphertext) + ciphertext)
			12 | gcm | random | all(ciphertext + tag + iv)
			13 | cbc | random | each(ciphertext):each(iv)
			13 | cbc | random | each(iv)::each(ciphertext)
			13 | cbc | random | all(ciphertext + iv)
			13 | cbc | random | base64(all(iv + ciphertext))
			13 | cbc | md5(key) | all(ciphertext)
			13 | cbc | cut(sha256(key)) | all(ciphertext)
			14 | cbc | random | json(iv=hex(iv), content=hex(ciphertext))
			14 | cbc | random | base64(hex(iv):hex(ciphertext))
			14 | cbc | random | base64(iv + ciphertext + hmac(iv + ciphertext))
			14 | gcm | random | each(ciphertext):each(iv):each(tag)
			14 | gcm | random | each(iv):each(ciphertext + tag)
			14 | gcm | random | all(tag + iv + ciphertext)
			14 | gcm | random | base64(json(iv=hex(iv), encryptedData=hex(ciphertext), authTag=hex(tag)))
			15 | gcm | zeros | all(ciphertext + tag)
			15 | gcm | fit(key) | all(ciphertext + tag)
			16 | gcm | random | base64(base64(iv + ciphertext + tag))
			16 | cbc | random | each(iv)|each(ciphertext)
			16 | cbc | fit('', '0') | all(ciphertext)
			16 | cbc | '1234567890123456' | all(ciphertext)
			16 | cbc | cut(hex(md5(key))) | all(ciphertext)
			18 | gcm | random | base64(ciphertext)--base64(iv)--base64(tag)
			18 | gcm | random | each(tag):each(iv):each(ciphertext)
			""";

	/**
	 * Layouts that need a certain key form, which comes before the initialization vector.
	 */
	private static final String SALTED_LAYOUTS = """
			5 | cbc | openssl-md5 | derived | openssl
			6 | cbc | openssl-sha256 | derived | openssl
			6 | cbc | openssl-pbkdf2 | derived | openssl
			8 | cbc | evp_md5(key, '') | derived | all(ciphertext)
			12 | gcm | pbkdf2_sha512(key, salt64, 2145) | random | base64(salt64 + iv + tag + ciphertext)
			13 | cbc | openssl-md5 | derived | hex('Salted__' + salt + ciphertext)
			13 | cbc | openssl-sha256 | derived | hex('Salted__' + salt + ciphertext)
			13 | cbc | openssl-pbkdf2 | derived | hex('Salted__' + salt + ciphertext)
			16 | cbc | openssl-md5 | derived | base64url('Salted__' + salt + ciphertext)
			16 | cbc | evp_sha256(key, '') | derived | all(ciphertext)
			17 | gcm | scrypt(key, salt16) | random | each(salt16):each(iv):each(tag):each(ciphertext)
			17 | gcm | scrypt(key, salt16) | random | all(salt16 + iv + tag + ciphertext)
			18 | gcm | pbkdf2_sha256(key, salt16, 100000) | random | all(salt16 + iv + ciphertext + tag)
			18 | gcm | pbkdf2_sha512(key, salt16, 100000) | random | all(salt16 + iv + tag + ciphertext)
			""";

	private CandidateFormats() {
	}

	static List<TokenFormat> forKey(String appSecretKey) {
		if (appSecretKey.isBlank()) {
			return List.of();
		}
		Map<String, Integer> keys = new LinkedHashMap<>();
		EXACT_KEYS.stream().filter((key) -> TokenRecipe.fits(key, appSecretKey)).forEach((key) -> keys.put(key, 0));
		boolean complete = keys.containsKey("utf8");
		// A key of the right length is neither cut nor padded.
		KEYS.forEach((key, cost) -> keys.put(key, (complete && key.startsWith("fit(key")) ? MAX_COST + 1 : cost));
		Stream<Candidate> unsalted = keys.entrySet()
			.stream()
			.flatMap((key) -> rows(LAYOUTS)
				.flatMap((row) -> candidates(key.getValue(), row[0], row[1], key.getKey(), row[2], row[3])));
		Stream<Candidate> salted = rows(SALTED_LAYOUTS)
			.flatMap((row) -> candidates(0, row[0], row[1], row[2], row[3], row[4]));
		return Stream.concat(unsalted, salted)
			.filter((candidate) -> candidate.cost <= MAX_COST)
			.sorted(Comparator.comparingInt(Candidate::cost))
			.map(Candidate::format)
			.distinct()
			.toList();
	}

	private static Stream<Candidate> candidates(int keyCost, String layoutCost, String ciphers, String key, String iv,
			String text) {
		int cost = keyCost + Integer.parseInt(layoutCost);
		Map<String, Integer> encodings = text.contains("all(") ? JOINED
				: (text.contains("each(") ? SEPARATE : Map.of("", 0));
		return rows(CIPHERS).filter((cipher) -> cipher[1].equals(ciphers))
			.flatMap((cipher) -> encodings.entrySet()
				.stream()
				.map((encoding) -> new Candidate(cost + Integer.parseInt(cipher[0]) + encoding.getValue(),
						TokenCipher.valueOf(cipher[2]), key, iv,
						text.replaceAll("\\b(?:all|each)\\(", encoding.getKey() + "("))));
	}

	private static Stream<String[]> rows(String table) {
		return table.lines().map((line) -> line.split(" \\| "));
	}

	private static Map<String, Integer> costs(String table) {
		Map<String, Integer> costs = new LinkedHashMap<>();
		rows(table).forEach((row) -> costs.put(row[1], Integer.parseInt(row[0])));
		return costs;
	}

	private record Candidate(int cost, TokenCipher cipher, String key, String iv, String text) {

		TokenFormat format() {
			return new TokenFormat(this.cipher, this.key, this.iv, this.text);
		}

	}

}
