package io.github.smsgist.docs.outbox;

import java.util.stream.IntStream;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxState;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests for the samples of the outbox, without Spring Boot.
 */
class OutboxSamplesTests {

	@Test
	void orderAndItsConfirmationAreOne() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
			Checkout checkout = context.getBean(Checkout.class);
			checkout.place("77", "+233245972246");
			await().untilAsserted(() -> assertThat(context.getBean(JdbcClient.class)
				.sql("select coalesce(confirmation, '') from orders where id = '77'")
				.query(String.class)
				.single()).isEqualTo("message-1"));
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> checkout.place("77", "+233245972246"));
			verify(context.getBean(SmsGistOperations.class), times(1)).sendSms(any(SmsMessage.class));
		}
	}

	@Test
	void campaignAndCodeAreSent() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Application.class)) {
			OutboxUse use = context.getBean(OutboxUse.class);
			SmsGistOutbox outbox = context.getBean(SmsGistOutbox.class);
			assertThat(use
				.announce(IntStream.range(0, 10).mapToObj((i) -> new OutboxUse.Customer("c" + i, "+23324597220" + i))))
				.isEqualTo(10);
			String key = use.sendCode("+233245972246", "123456");
			await().until(() -> outbox.summary("sale").sent() == 10);
			await().untilAsserted(
					() -> assertThat(outbox.find(key)).get().extracting("state").isEqualTo(OutboxState.SENT));
			use.sendAgainAfterAll();
			assertThat(outbox.summary().sent()).isEqualTo(11);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ OutboxConfiguration.class, Checkout.class, OutboxUse.class })
	static class Application {

	}

}
