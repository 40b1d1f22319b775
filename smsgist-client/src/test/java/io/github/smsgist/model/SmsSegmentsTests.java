package io.github.smsgist.model;

import java.util.stream.Stream;

import io.github.smsgist.model.SmsSegments.Encoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link SmsSegments}.
 */
class SmsSegmentsTests {

	private static final String EMOJI = "😀";

	@ParameterizedTest
	@MethodSource("knownCases")
	void textIsCutIntoSegments(String text, Encoding encoding, int characters, int units, int segments, int remaining) {
		assertThat(SmsSegments.of(text)).isEqualTo(new SmsSegments(encoding, characters, units, segments, remaining));
	}

	static Stream<Arguments> knownCases() {
		Encoding gsm = Encoding.GSM_7;
		Encoding ucs = Encoding.UCS_2;
		return Stream.of(arguments("", gsm, 0, 0, 0, 160), arguments("a", gsm, 1, 1, 1, 159),
				arguments("a".repeat(160), gsm, 160, 160, 1, 0), arguments("a".repeat(161), gsm, 161, 161, 2, 145),
				arguments("a".repeat(306), gsm, 306, 306, 2, 0), arguments("a".repeat(307), gsm, 307, 307, 3, 152),
				arguments("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", gsm, 44, 44, 1, 116),
				arguments("^{}\\[~]|€\f", gsm, 10, 20, 1, 140), arguments("€".repeat(80), gsm, 80, 160, 1, 0),
				arguments("€".repeat(81), gsm, 81, 162, 2, 143),
				// The escape and its character stay together: place 153 is left empty.
				arguments("a".repeat(152) + "€" + "a".repeat(10), gsm, 163, 164, 2, 141),
				arguments("a".repeat(151) + "€" + "a".repeat(10), gsm, 162, 163, 2, 143),
				arguments("€".repeat(153), gsm, 153, 306, 3, 151), arguments("ç", ucs, 1, 1, 1, 69),
				arguments("`", ucs, 1, 1, 1, 69), arguments("á", ucs, 1, 1, 1, 69), arguments("ɛ", ucs, 1, 1, 1, 69),
				arguments("\u001b", ucs, 1, 1, 1, 69), arguments("ɛ".repeat(70), ucs, 70, 70, 1, 0),
				arguments("ɛ".repeat(71), ucs, 71, 71, 2, 63), arguments("ɛ".repeat(134), ucs, 134, 134, 2, 0),
				arguments("ɛ".repeat(135), ucs, 135, 135, 3, 66), arguments(EMOJI, ucs, 1, 2, 1, 68),
				arguments(EMOJI.repeat(35), ucs, 35, 70, 1, 0), arguments(EMOJI.repeat(36), ucs, 36, 72, 2, 61),
				// The two halves of a pair stay together: place 67 is left empty.
				arguments("a".repeat(66) + EMOJI + "abc", ucs, 70, 71, 2, 62),
				arguments(EMOJI.repeat(67), ucs, 67, 134, 3, 65),
				arguments("a".repeat(159) + "ɛ", ucs, 160, 160, 3, 41), arguments("\ud83d", ucs, 1, 1, 1, 69));
	}

}
