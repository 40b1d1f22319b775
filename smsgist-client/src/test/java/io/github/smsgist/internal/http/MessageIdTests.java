package io.github.smsgist.internal.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import io.github.smsgist.MockSmsGist;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.model.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Ids are opaque: whatever one looks like, it leads to that message and nowhere else.
 */
class MessageIdTests {

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@ParameterizedTest
	@CsvSource(textBlock = """
			7f3a2b9d-1e4c, 7f3a2b9d-1e4c
			msg_7f3a2b9d1e4c, msg_7f3a2b9d1e4c
			a/b, a%2Fb
			'...', '...'
			a?b#c, a%3Fb%23c
			%2F, %252F
			a b, a%20b
			a+b, a%2Bb
			a;b=c, a%3Bb%3Dc
			a\\b, a%5Cb
			{id}, %7Bid%7D
			\u20b5\ud83d\ude00, %E2%82%B5%F0%9F%98%80
			' x ', %20x%20
			a@evil.example:80, a%40evil.example%3A80
			//evil.example, %2F%2Fevil.example
			""")
	void anIdIsOneSegmentOfThePath(String id, String segment) {
		smsGist.answer(MockSmsGist.success(JsonMapper.shared().writeValueAsString(Map.of("message_id", id))));
		SmsGistTemplate template = smsGist.templates().build();
		template.getMessageStatus(id);
		template.retryMessage(id);
		assertThat(smsGist.requests()).extracting((request) -> request.getUrl())
			.containsExactly("/api/message/" + segment + "/status", "/api/message/" + segment + "/retry");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "\t\n", ".", "..", "../x", "../credits/balance", "x/..", "x/../y", "a\\..\\b",
			"%2e%2e", "..%2Fcredits%2Fbalance", "%252e%252e%252fx", "..;a=b/x", "a\r\nX-Admin: 1", "a\u0000", "a%00",
			"..%00", "a%250d%250aX", "a\u2028b", "a\u0085", "\ud83d", "a\ude00b" })
	void anIdThatCannotBeOneIsRefusedBeforeARequest(String id) {
		SmsGistTemplate template = smsGist.templates().build();
		assertThatIllegalArgumentException().isThrownBy(() -> template.getMessageStatus(id))
			.withMessageStartingWith("The message id ");
		assertThatIllegalArgumentException().isThrownBy(() -> template.retryMessage(id))
			.withMessageStartingWith("The message id ");
		assertThat(smsGist.requests()).isEmpty();
	}

	@Test
	void anIdOfAbsurdLengthIsRefused() {
		SmsGistTemplate template = smsGist.templates().build();
		assertThatIllegalArgumentException().isThrownBy(() -> template.getMessageStatus("a".repeat(256)))
			.withMessageStartingWith("The message id ");
		assertThat(smsGist.requests()).isEmpty();
	}

	@Test
	void noIdLeadsElsewhere() {
		Endpoint endpoint = new Endpoint(smsGist.connection(), (clientSecret, appSecretKey) -> "token",
				WebClient.builder());
		Random random = new Random(20260321);
		for (int i = 0; i < 5_000; i++) {
			String id = random.ints(1 + random.nextInt(20), 0, 0x2000)
				.mapToObj((character) -> random.nextBoolean() ? String.valueOf("./\\%?#;:@{}".charAt(character % 11))
						: String.valueOf((char) character))
				.reduce("", String::concat);
			URI uri = endpoint.uri(Operation.GET_MESSAGE_STATUS, id);
			assertThat(uri.getAuthority()).isEqualTo("127.0.0.1:" + smsGist.server().port());
			assertThat(uri.getRawQuery()).isNull();
			assertThat(uri.getRawFragment()).isNull();
			String[] segments = uri.getRawPath().split("/", -1);
			assertThat(segments).hasSize(5).startsWith("", "api", "message").endsWith("status");
			assertThat(URLDecoder.decode(segments[3], StandardCharsets.UTF_8)).isEqualTo(id);
		}
	}

}
