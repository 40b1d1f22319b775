package io.github.smsgist.docs.webhooks;

import java.time.Duration;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.sandbox.WebhookDelivery;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

// tag::webhook-test[]
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "smsgist.webhook.secret=only-for-this-test")
@AutoConfigureSmsGistSandbox(manualClock = true)
class DeliveriesTests {

	@Autowired
	private SmsGistSandbox sandbox;

	@Test
	void deliveryIsNoticed(@Autowired SmsGistOperations smsGist, @Autowired Deliveries deliveries) {
		String id = smsGist.sendSms("+233245972246", "Hello").messageId();
		assertThat(deliveries.stateOf(id)).isEqualTo("on its way");
		this.sandbox.clock().advance(Duration.ofMinutes(1));
		assertThat(this.sandbox.webhooks().awaitIdle(Duration.ofSeconds(30))).isTrue();
		assertThat(deliveries.stateOf(id)).isEqualTo("delivered");
	}

	@Test
	void forgedDeliveryIsRefused(@Autowired SmsGistOperations smsGist) {
		this.sandbox.webhooks().attempts(1, Duration.ZERO);
		this.sandbox.webhooks().next(1).wronglySigned();
		smsGist.sendSms("+233245972246", "Hello");
		assertThat(this.sandbox.webhooks().awaitIdle(Duration.ofSeconds(30))).isTrue();
		assertThat(this.sandbox.webhooks().deliveries()).extracting(WebhookDelivery::status).containsExactly(401);
	}

}
// end::webhook-test[]
