package io.github.smsgist.docs.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookSigner;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnEndpoint}.
 */
class OwnEndpointTests {

	private static final String EVENT = "{\"event\":\"message.sent\",\"message_id\":\"m\"}";

	private final OwnEndpoint endpoint = new OwnEndpoint("secret");

	private final List<WebhookEvent> events = new ArrayList<>();

	@Test
	void answersAsDocumented() {
		assertThat(post(EVENT, "secret")).isEqualTo(200);
		assertThat(post(EVENT, "secret")).isEqualTo(200);
		assertThat(this.events).singleElement().extracting(WebhookEvent::event).isEqualTo("message.sent");
		assertThat(post(EVENT, "another secret")).isEqualTo(401);
		assertThat(post("junk", "secret")).isEqualTo(400);
		assertThat(this.endpoint.status(null, null, new byte[0], this.events::add)).isEqualTo(401);
	}

	private int post(String json, String secret) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		String timestamp = Long.toString(Instant.now().getEpochSecond());
		return this.endpoint.status(timestamp, new WebhookSigner(secret).sign(timestamp, body), body, this.events::add);
	}

}
