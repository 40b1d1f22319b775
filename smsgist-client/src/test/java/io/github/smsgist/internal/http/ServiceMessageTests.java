package io.github.smsgist.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.smsgist.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link ServiceMessage}.
 */
class ServiceMessageTests {

	private static final String TEXT = "Your code is 481516.\nDo not share it with anyone";

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "  ", "\n" })
	void nothingIsNone(String message) {
		assertThat(readable(message, List.of(TEXT))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Insufficient credits: 0.06 needed, 0.02 left", "The message field is required.",
			"Rate limit of 100 per minute exceeded", "Unknown route: otpp", "The code is wrong" })
	void whatIsNotPrivateIsKept(String message) {
		assertThat(readable(message, List.of(TEXT))).isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Blocked: 'Your code is 481516. Do not share it with anyone'! | Blocked: '•••'!
			Blocked: 'Your code is 48151...'                             | Blocked: '•••...'
			Blocked: 481516                                              | Blocked: •••
			Blocked: 'share it with anyone'                              | Blocked: '•••'
			Blocked: share it with anyone                                | Blocked:•••
			Not a number: +233245972246                                  | Not a number: +233•••••2246
			Not a number: 0245-972-246 or (024) 597 2246                 | Not a number: ••••••2246 or (••••••2246
			Not an address: 'ama@example.com' at 2                       | Not an address: •••@••• at 2
			""")
	void whatIsPrivateIsHidden(String message, String expected) {
		assertThat(readable(message, List.of(TEXT))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"errors":{"recipients":["is invalid"]}}                      | recipients: is invalid
			{"errors":[{"field":"recipients","message":"is invalid"}]}    | field: recipients; is invalid
			{"message":"No","errors":{"route":"is unknown"}}              | No; route: is unknown
			{"error":"invalid_grant","error_description":"It expired"}    | It expired
			{"status":"error","recipients":["is required"],"code":7}      | recipients: is required
			{"status":"error","message":"","data":null}                   |
			""")
	void theReasonIsFoundWhereverItIs(String body, @Nullable String reason) {
		assertThat(ServiceMessage.in(JsonObject.parse(body.getBytes(StandardCharsets.UTF_8)))).isEqualTo(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "YOUR CODE IS 481516", "Your%20code%20is%20481516", "Your+code+is+481516",
			"Your\\u0020code\\u0020is\\u0020481516", "Your&nbsp;code&#32;is &#x34;81516",
			"\u0664\u0668\u0661\u0665\u0661\u0666", "\uff14\uff18\uff11\uff15\uff11\uff16",
			"Do not share it\\nwith anyone" })
	void whatIsPrivateIsHiddenHoweverItIsWritten(String quoted) {
		assertThat(readable("Blocked: '" + quoted + "'", List.of(TEXT))).isEqualTo("Blocked: '\u2022\u2022\u2022'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+233245972246", "%2B233245972246", "%2b233%20245%C2%A0972%20246",
			"\\u002b233\\t245\\u00a0972246", "&#43;233&nbsp;24&#160;597 2246", "+233*24|597~2246",
			"+233\u00b724\u00b7597\u00b72246" })
	void aNumberIsMaskedHoweverItIsWritten(String number) {
		assertThat(readable("Not sent to " + number + " now", List.of()))
			.isEqualTo("Not sent to +233\u2022\u2022\u2022\u2022\u20222246 now");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ama.o'mensah@example.com", "AMA.O'MENSAH@EXAMPLE.COM", "ama.o%27mensah%40example.com",
			"ama.o\\u0027mensah\\u0040example.com", "AMA.O&#39;MENSAH&#64;example.com", "ama.o\\'mensah@example.com" })
	void anAddressIsHiddenHoweverItIsWritten(String address) {
		assertThat(readable("Not sent to " + address + " now", List.of("ama.o'mensah@example.com")))
			.isEqualTo("Not sent to \u2022\u2022\u2022 now");
	}

	@Test
	void aSecretIsHiddenHoweverItIsWritten() {
		ServiceMessage messages = new ServiceMessage(List.of(), List.of("dG9rZW4tb2Y/dGVzdHM="));
		for (String token : List.of("dG9rZW4tb2Y/dGVzdHM=", "DG9RZW4TB2Y/DGVZDHM=", "dG9rZW4tb2Y%2FdGVzdHM%3D")) {
			assertThat(messages.readable("Bad token " + token)).isEqualTo("Bad token \u2022\u2022\u2022");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "The format must match ^\\+\\d{9,15}$", "100% of the limit is used, 5%+ more",
			"AT&T is not a route" })
	void whatOnlyLooksLikeAnEscapeIsKept(String message) {
		assertThat(readable(message, List.of(TEXT))).isEqualTo(message);
	}

	@Test
	void aShortTextIsHiddenAsAWhole() {
		assertThat(readable("Is 'Hey Ama' spam? Hey!", List.of("Hey Ama"))).isEqualTo("Is '•••' spam? Hey!");
	}

	@Test
	void anEmptyPrivateTextHidesNothing() {
		assertThat(readable("Blocked", List.of("", " \n"))).isEqualTo("Blocked");
	}

	@Test
	void aLongMessageIsCutOnOneLine() {
		assertThat(readable("a\r\n\tb \u0000c ".repeat(100), List.of(TEXT))).hasSize(301)
			.startsWith("a b c a b c ")
			.endsWith("…");
	}

	/**
	 * Not a claim about speed: searched in full, each of these takes hours.
	 */
	@Test
	void aHugeMessageIsNoBurden() {
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (String part : List.of("a", "1", "@", "a@", "+1 ", "\n", "Your code is ")) {
				assertThat(readable(part.repeat(2_000_000), List.of(TEXT, "x".repeat(100_000)))).satisfiesAnyOf(
						(text) -> assertThat(text).hasSizeLessThanOrEqualTo(301), (text) -> assertThat(text).isNull());
			}
		});
		assertThatNoException().isThrownBy(() -> readable("\ud83d", List.of("\ude00")));
	}

	@Test
	void aTextOfAFewLettersIsNotLookedForWithinWords() {
		assertThat(readable("Not a valid message", List.of("a"))).isEqualTo("Not a valid message");
		assertThat(readable("Code rejected: decoder", List.of("Code"))).isEqualTo("••• rejected: decoder");
	}

	@Test
	void anAddressThatEndsInAQuotationIsHiddenCompletely() {
		assertThat(readable("reply_to someone@example.com is not verified", List.of("ama@example.com")))
			.isEqualTo("reply_to ••• is not verified");
	}

	private static @Nullable String readable(@Nullable String message, List<String> privateTexts) {
		return new ServiceMessage(privateTexts, List.of()).readable(message);
	}

}
