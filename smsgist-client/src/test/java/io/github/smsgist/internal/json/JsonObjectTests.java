package io.github.smsgist.internal.json;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonObject} and {@link LenientValues}: what can be read is read, what
 * cannot is {@code null}, and nothing is guessed.
 */
class JsonObjectTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"2026-03-21T10:28:00Z"                | 2026-03-21T10:28:00Z
			"2026-03-21t10:28:00z"                | 2026-03-21T10:28:00Z
			"2026-03-21T10:28:00.250Z"            | 2026-03-21T10:28:00.250Z
			"2026-03-21T10:28:00,25Z"             | 2026-03-21T10:28:00.250Z
			"2026-03-21T11:28:00+01:00"           | 2026-03-21T10:28:00Z
			"2026-03-21T10:28:00+0000"            | 2026-03-21T10:28:00Z
			"2026-03-21T12:28:00+02"              | 2026-03-21T10:28:00Z
			"2026-03-21 11:28:00 +0100"           | 2026-03-21T10:28:00Z
			"2026-03-21T10:28:00"                 | 2026-03-21T10:28:00Z
			"2026-03-21 10:28:00"                 | 2026-03-21T10:28:00Z
			"2026-03-21 10:28:00 UTC"             | 2026-03-21T10:28:00Z
			"2026-03-21T10:28"                    | 2026-03-21T10:28:00Z
			"2026/03/21 10:28:00"                 | 2026-03-21T10:28:00Z
			"2026-03-21T11:28:00+01:00[Africa/Lagos]" | 2026-03-21T10:28:00Z
			"2026-03-21 11:28:00.5 +0100 WAT m=+0.1" | 2026-03-21T10:28:00.500Z
			"2026-03-21 10:28:00 PM"              |
			1.774088880123e+12                    | 2026-03-21T10:28:00.123Z
			" 2026-03-21T10:28:00Z "              | 2026-03-21T10:28:00Z
			"Sat, 21 Mar 2026 10:28:00 GMT"       | 2026-03-21T10:28:00Z
			"Mon, 21 Mar 2026 10:28:00 UTC"       | 2026-03-21T10:28:00Z
			"21 Mar 2026 11:28:00 +0100"          | 2026-03-21T10:28:00Z
			1774088880                            | 2026-03-21T10:28:00Z
			"1774088880"                          | 2026-03-21T10:28:00Z
			1774088880.25                         | 2026-03-21T10:28:00.250Z
			1774088880123                         | 2026-03-21T10:28:00.123Z
			1774088880123456                      | 2026-03-21T10:28:00.123456Z
			1774088880123456789                   | 2026-03-21T10:28:00.123456789Z
			""                                    |
			" "                                   |
			null                                  |
			true                                  |
			[]                                    |
			{"date":"2026-03-21T10:28:00Z"}       |
			"yesterday"                           |
			"0000-00-00 00:00:00"                 |
			"0001-01-01T00:00:00Z"                |
			"2026-02-31T10:28:00Z"                |
			"2026-03-21"                          |
			"21/03/2026 10:28"                    |
			"+58188-01-01T00:00:00Z"              |
			-1                                    |
			0                                     |
			28                                    |
			99999999999999999999999999            |
			1e400                                 |
			""")
	void timesAreReadInEveryFormThatServicesWrite(String written, @Nullable Instant meant) {
		assertThat(field(written).instant("field")).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0.06                  | 0.06
			"0.06"                | 0.06
			" 0.060 "             | 0.060
			"GHS 0.06"            | 0.06
			"GH\u20b50.06"        | 0.06
			"0.06 GHS"            | 0.06
			"$-3.20"              | -3.20
			-3.20                 | -3.20
			1E+3                  | 1E+3
			"0,06"                |
			"1,234.50"            | 1234.50
			"GHS 1,234.50"        | 1234.50
			"GHS\u00a00.06"       | 0.06
			"-GHS 0.06"           | -0.06
			"1,234"               |
			"1,23.4"              |
			"2.5k"                |
			"5 units"             |
			NaN                   |
			-Infinity             |
			"1 234"               |
			"much"                |
			"0.06 or 0.07"        |
			"NaN"                 |
			"\u0660.\u0660\u0666" |
			""                    |
			{}                    |
			[0.06]                |
			true                  |
			null                  |
			1e999999999           |
			"1e999999999"         |
			1e-999999999          |
			""")
	void amountsKeepTheirDigitsAndNoneIsGuessed(String written, @Nullable BigDecimal meant) {
		// Equality of BigDecimal includes the scale.
		assertThat(field(written).decimal("field")).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2             | 2
			"2"           | 2
			2.0           | 2
			-1            | -1
			2.5           |
			"two"         |
			"2 parts"     |
			2147483648    |
			1e999999999   |
			{}            |
			true          |
			null          |
			""")
	void wholeNumbers(String written, @Nullable Integer meant) {
		assertThat(field(written).integer("field")).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"queued"            | queued
			90071992547409931   | 90071992547409931
			" "                 |
			null                |
			true                |
			{}                  |
			["queued"]          |
			""")
	void texts(String written, @Nullable String meant) {
		assertThat(field(written).text("field")).isEqualTo(meant);
	}

	@Test
	void textElementsAreKeptAndOthersLeftOut() {
		JsonObject object = field("[{\"id\":\"a\"},\"b\",null,7,{},[],true,\"\"]");
		assertThat(object.<String>list("field", (element) -> "object " + element.text("id"), (text) -> "text " + text))
			.containsExactly("object a", "text b", "text 7", "object null");
		assertThat(field("\"b\"").list("field", JsonObject::toString, (text) -> text)).isEmpty();
		assertThat(field("null").list("field", JsonObject::toString, (text) -> text)).isEmpty();
	}

	@Test
	void aMapHasPlainValues() {
		assertThat(field("{\"a\":0.10,\"b\":[1,null],\"c\":null}").map("field"))
			.containsEntry("a", new BigDecimal("0.10"))
			.containsEntry("b", Arrays.asList(1, null))
			.containsEntry("c", null);
		for (String other : List.of("\"\"", "[]", "null", "7", "\"text\"")) {
			assertThat(field(other).map("field")).isEqualTo(Map.of());
		}
	}

	@Test
	void textsAreFoundHoweverTheyAreWrapped() {
		assertThat(field("\"No\"").texts("field")).containsExactly("No");
		JsonObject nested = field("[\"No\",[\"never\"],{\"to\":[\"is invalid\",\"\"],\"code\":7},null]");
		assertThat(nested.texts("field")).containsExactly("No", "never", "to: is invalid");
		assertThat(nested.texts()).containsExactly("field: No", "field: never", "to: is invalid");
		assertThat(field("null").texts("field")).isEmpty();
	}

	@Test
	void whetherAFieldIsThere() {
		assertThat(field("{}").has("field")).isTrue();
		assertThat(field("null").has("field")).isFalse();
		assertThat(JsonObject.EMPTY.has("field")).isFalse();
		assertThat(field("{}").object("field")).isNotNull();
		assertThat(field("[]").object("field")).isNull();
	}

	@Test
	void aByteOrderMarkIsSkipped() {
		assertThat(JsonObject.parse("\ufeff{\"field\":7}".getBytes(StandardCharsets.UTF_8)).text("field"))
			.isEqualTo("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\ufeff", "null", "[]", "\"text\"", "7", "{", "{}{}", "{} x", "{'a':1}", "junk" })
	void whatIsNotOneObjectIsRefused(String json) {
		assertThatExceptionOfType(MalformedJsonException.class)
			.isThrownBy(() -> JsonObject.parse(json.getBytes(StandardCharsets.UTF_8)))
			.withMessageStartingWith("is not ")
			.withNoCause();
	}

	@Test
	void whatIsNotUtf8OnlyAffectsItsFieldAndIsNoId() {
		JsonObject object = JsonObject
			.parse("{\"field\":\"Andr\u00e9\",\"id\":7}".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(object.text("field")).isEqualTo("Andr\ufffd");
		assertThat(object.id("field")).isNull();
		assertThat(object.id("id")).isEqualTo("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32" })
	void everyEncodingThatJsonHasHadIsRead(String charset) {
		byte[] json = "{\"field\":\"Andr\u00e9\"}".getBytes(Charset.forName(charset));
		assertThat(JsonObject.parse(json).id("field")).isEqualTo("Andr\u00e9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NaN", "-Infinity", "\"a\tb\nc\"", "[1,]" })
	void whatOtherLanguagesWriteInsteadOfJsonOnlyAffectsItsField(String value) {
		JsonObject object = JsonObject
			.parse("{\"field\":%s,\"id\":\"m-1\"}".formatted(value).getBytes(StandardCharsets.UTF_8));
		assertThat(object.id("id")).isEqualTo("m-1");
		assertThat(object.decimal("field")).isNull();
	}

	@Test
	void aNumberThatIsNotOneIsNoText() {
		assertThat(field("NaN").text("field")).isNull();
		assertThat(field("Infinity").id("field")).isNull();
	}

	@Test
	void aValueThatIsNotAnObjectBecomesAField() {
		assertThat(JsonObject.parse("[\"No\"]".getBytes(StandardCharsets.UTF_8), "field").texts("field"))
			.containsExactly("No");
		assertThat(JsonObject.parse("{\"a\":7}".getBytes(StandardCharsets.UTF_8), "field").text("a")).isEqualTo("7");
	}

	@Test
	void anAbyssOfBracketsIsRefused() {
		assertThatExceptionOfType(MalformedJsonException.class)
			.isThrownBy(() -> field("[".repeat(100_000) + "]".repeat(100_000)));
	}

	private static JsonObject field(String value) {
		return JsonObject.parse("{\"field\":%s}".formatted(value).getBytes(StandardCharsets.UTF_8));
	}

}
