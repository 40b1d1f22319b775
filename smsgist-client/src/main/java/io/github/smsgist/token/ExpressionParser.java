package io.github.smsgist.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.smsgist.token.Expression.Computation;
import io.github.smsgist.token.Expression.Computed;
import io.github.smsgist.token.Expression.Encoded;
import io.github.smsgist.token.Expression.Literal;
import io.github.smsgist.token.Expression.Part;
import io.github.smsgist.token.Expression.Sequence;

/**
 * Parser for an {@link Expression}. Names are those of parts and functions. Text in
 * single quotes and punctuation are literal. {@code +} concatenates, and may be omitted.
 */
final class ExpressionParser {

	private static final int MAX_LENGTH = 1000;

	private static final int MAX_DEPTH = 20;

	private static final int MAX_ITERATIONS = 10_000_000;

	/**
	 * Limits the memory of scrypt to 128 MB.
	 */
	private static final int MAX_COST = 1 << 20;

	private static final String LARAVEL_PREFIX = "base64:";

	private final String component;

	private final String source;

	private final Predicate<String> isPart;

	private final Set<String> parts = new LinkedHashSet<>();

	private int position;

	private int depth;

	/**
	 * Create a parser.
	 * @param component the name of the component, for messages
	 * @param source the expression
	 * @param isPart returns whether a name is that of a part
	 */
	ExpressionParser(String component, String source, Predicate<String> isPart) {
		this.component = component;
		this.source = source;
		this.isPart = isPart;
	}

	/**
	 * Parse the expression.
	 * @throws IllegalArgumentException if it is not valid. The message does not show it,
	 * because it may be a secret in the wrong place
	 */
	Expression parse() {
		if (this.source.length() > MAX_LENGTH) {
			throw error("is too long");
		}
		Expression expression = sequence();
		if (this.position < this.source.length()) {
			throw error("cannot be understood");
		}
		return expression;
	}

	/**
	 * Return the parts that the expression uses.
	 */
	Set<String> parts() {
		return this.parts;
	}

	private Expression sequence() {
		if (++this.depth > MAX_DEPTH) {
			throw error("is nested too deeply");
		}
		List<Expression> items = new ArrayList<>();
		while (hasTerm()) {
			items.add(term());
		}
		if (items.isEmpty()) {
			throw error("lacks something");
		}
		this.depth--;
		return (items.size() == 1) ? items.get(0) : new Sequence(items);
	}

	private boolean hasTerm() {
		skip((character) -> character == ' ' || character == '+');
		return this.position < this.source.length() && ",)".indexOf(this.source.charAt(this.position)) < 0;
	}

	private Expression term() {
		int start = this.position;
		if (this.source.charAt(start) == '\'') {
			return literal(quoted());
		}
		String name = skip(ExpressionParser::isNameCharacter);
		if (name.isEmpty()) {
			String punctuation = skip(ExpressionParser::isPunctuation);
			if (punctuation.isEmpty()) {
				throw error("cannot be understood");
			}
			return literal(punctuation);
		}
		if (accept('(')) {
			Expression call = call(name, start);
			expect(')');
			return call;
		}
		if (!this.isPart.test(name)) {
			this.position = start;
			throw error("has an unknown name");
		}
		this.parts.add(name);
		return new Part(name);
	}

	private Expression call(String function, int start) {
		return switch (function) {
			case "hex" -> encoded(HexFormat.of()::formatHex, HexFormat.of()::parseHex);
			case "HEX" -> encoded(HexFormat.of().withUpperCase()::formatHex, HexFormat.of()::parseHex);
			case "base64" -> encoded(Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
			case "base64_unpadded" ->
				encoded(Base64.getEncoder().withoutPadding()::encodeToString, Base64.getDecoder()::decode);
			case "base64url" ->
				encoded(Base64.getUrlEncoder().withoutPadding()::encodeToString, Base64.getUrlDecoder()::decode);
			case "base64url_padded" -> encoded(Base64.getUrlEncoder()::encodeToString, Base64.getUrlDecoder()::decode);
			case "json" -> json();
			case "unhex" -> computed((bytes, scope) -> decode(HexFormat.of()::parseHex, bytes, "hexadecimal"));
			case "unbase64" -> computed((bytes, scope) -> decode(ExpressionParser::decodeBase64, bytes, "base64"));
			case "md5" -> digest("MD5");
			case "sha1" -> digest("SHA-1");
			case "sha256" -> digest("SHA-256");
			case "sha512" -> digest("SHA-512");
			case "hmac" ->
				computed((bytes, scope) -> KeyDerivation.mac("HmacSHA256", scope.part("key")).doFinal(bytes));
			case "cut" -> computed((bytes, scope) -> Arrays.copyOf(bytes, Math.min(bytes.length, scope.length())));
			case "fit" -> fit();
			case "evp_md5" -> evp("MD5");
			case "evp_sha256" -> evp("SHA-256");
			case "pbkdf2_sha1" -> pbkdf2("HmacSHA1");
			case "pbkdf2_sha256" -> pbkdf2("HmacSHA256");
			case "pbkdf2_sha512" -> pbkdf2("HmacSHA512");
			case "scrypt" -> scrypt();
			default -> {
				this.position = start;
				throw error("has an unknown function");
			}
		};
	}

	private Expression encoded(Function<byte[], String> encoder, Function<String, byte[]> decoder) {
		return new Encoded((bytes) -> encoder.apply(bytes).getBytes(StandardCharsets.US_ASCII),
				(bytes) -> decoder.apply(new String(bytes, StandardCharsets.ISO_8859_1)), sequence());
	}

	private Expression computed(Computation computation) {
		return new Computed(computation, sequence());
	}

	private Expression digest(String algorithm) {
		return computed((bytes, scope) -> MessageDigest.getInstance(algorithm).digest(bytes));
	}

	private Expression fit() {
		Expression content = sequence();
		byte padding = accept(',') ? character() : 0;
		return new Computed((bytes, scope) -> {
			byte[] fitted = Arrays.copyOf(bytes, scope.length());
			Arrays.fill(fitted, Math.min(bytes.length, fitted.length), fitted.length, padding);
			return fitted;
		}, content);
	}

	private Expression evp(String digestAlgorithm) {
		Expression password = sequence();
		Expression salt = argument();
		return new Computed(
				(bytes, scope) -> KeyDerivation.bytesToKey(digestAlgorithm, bytes, salt.write(scope), scope.length()),
				password);
	}

	private Expression pbkdf2(String macAlgorithm) {
		Expression password = sequence();
		Expression salt = argument();
		expect(',');
		int iterations = number(MAX_ITERATIONS);
		return new Computed((bytes, scope) -> KeyDerivation.pbkdf2(macAlgorithm, bytes, salt.write(scope), iterations,
				scope.length()), password);
	}

	private Expression scrypt() {
		Expression password = sequence();
		Expression salt = argument();
		int cost = accept(',') ? number(MAX_COST) : 16384;
		int blockSize = accept(',') ? number(MAX_COST / cost) : 8;
		if (Integer.bitCount(cost) != 1 || (long) cost * blockSize > MAX_COST) {
			throw error("has a cost of scrypt that is not a power of two or is too high");
		}
		return new Computed(
				(bytes, scope) -> KeyDerivation.scrypt(bytes, salt.write(scope), cost, blockSize, scope.length()),
				password);
	}

	private Expression argument() {
		expect(',');
		return sequence();
	}

	/**
	 * Parse the members of a JSON object of strings, which is written without spaces.
	 */
	private Expression json() {
		List<Expression> items = new ArrayList<>();
		String separator = "{\"";
		do {
			skip((character) -> character == ' ');
			String name = skip(ExpressionParser::isNameCharacter);
			expect('=');
			items.add(literal(separator + name + "\":\""));
			items.add(sequence());
			separator = "\",\"";
		}
		while (accept(','));
		items.add(literal("\"}"));
		return new Sequence(items);
	}

	private byte character() {
		accept(' ');
		String text = quoted();
		if (text.length() != 1) {
			throw error("needs a single character to fill up with");
		}
		return (byte) text.charAt(0);
	}

	private int number(int max) {
		skip((character) -> character == ' ');
		String digits = skip((character) -> character >= '0' && character <= '9');
		if (digits.isEmpty() || digits.length() > 9 || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > max) {
			throw error("needs a number from 1 to " + max);
		}
		return Integer.parseInt(digits);
	}

	private String quoted() {
		expect('\'');
		String text = skip((character) -> character != '\'');
		expect('\'');
		return text;
	}

	private Literal literal(String text) {
		if (!text.chars().allMatch((character) -> character >= ' ' && character <= '~')) {
			throw error("has a character that an HTTP header cannot carry");
		}
		return new Literal(text.getBytes(StandardCharsets.US_ASCII));
	}

	private String skip(Predicate<Character> characters) {
		int start = this.position;
		while (this.position < this.source.length() && characters.test(this.source.charAt(this.position))) {
			this.position++;
		}
		return this.source.substring(start, this.position);
	}

	private boolean accept(char expected) {
		boolean accepted = this.position < this.source.length() && this.source.charAt(this.position) == expected;
		this.position += accepted ? 1 : 0;
		return accepted;
	}

	private void expect(char expected) {
		if (!accept(expected)) {
			throw error("lacks " + expected);
		}
	}

	private IllegalArgumentException error(String what) {
		return new IllegalArgumentException(
				"'%s' %s (at character %s)".formatted(this.component, what, this.position + 1));
	}

	private static boolean isNameCharacter(char character) {
		return character == '_' || (character < 128 && Character.isLetterOrDigit(character));
	}

	private static boolean isPunctuation(char character) {
		return !isNameCharacter(character) && " '(),+".indexOf(character) < 0;
	}

	private static byte[] decode(Function<String, byte[]> decoder, byte[] text, String form) {
		try {
			return decoder.apply(new String(text, StandardCharsets.ISO_8859_1));
		}
		catch (IllegalArgumentException ex) {
			// Without the cause, whose message may show a part of the key.
			throw new IllegalArgumentException("is not " + form);
		}
	}

	private static byte[] decodeBase64(String text) {
		String base64 = text.startsWith(LARAVEL_PREFIX) ? text.substring(LARAVEL_PREFIX.length()) : text;
		return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
	}

}
