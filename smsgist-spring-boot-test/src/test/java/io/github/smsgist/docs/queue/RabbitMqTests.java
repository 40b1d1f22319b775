package io.github.smsgist.docs.queue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.docs.outbox.OutboxConfiguration;
import io.github.smsgist.docs.queue.ShipmentListener.Shipment;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxState;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.support.converter.JacksonJsonMessageConverter;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests for the RabbitMQ samples of {@code from-a-queue.md}, with the broker that
 * {@code smsgist.test.rabbitmq.uri} names, or that of this machine; skipped where there
 * is none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RabbitMqTests {

	private static final URI BROKER = URI
		.create(System.getProperty("smsgist.test.rabbitmq.uri", "amqp://guest:guest@127.0.0.1:5672"));

	/**
	 * Of this run alone: others may use the same broker.
	 */
	private static final String QUEUE = "smsgist-test-" + UUID.randomUUID();

	private static final String DEAD_LETTERS = QUEUE + "-dead";

	private AnnotationConfigApplicationContext context;

	private RabbitAdmin admin;

	private RabbitTemplate rabbit;

	private DeliveryAdvice advice;

	private SmsGistOutbox outbox;

	private JdbcClient jdbc;

	@BeforeAll
	void start() {
		CachingConnectionFactory connections = new CachingConnectionFactory(BROKER);
		this.admin = new RabbitAdmin(connections);
		try {
			connections.createConnection().close();
		}
		catch (AmqpException ex) {
			connections.destroy();
			throw new TestAbortedException(
					"Skipped because there is no RabbitMQ at %s:%d".formatted(BROKER.getHost(), BROKER.getPort()), ex);
		}
		this.admin.declareQueue(QueueBuilder.durable(QUEUE)
			.expires((int) Duration.ofMinutes(10).toMillis())
			.deadLetterExchange("")
			.deadLetterRoutingKey(DEAD_LETTERS)
			.build());
		this.admin
			.declareQueue(QueueBuilder.durable(DEAD_LETTERS).expires((int) Duration.ofMinutes(10).toMillis()).build());
		this.context = new AnnotationConfigApplicationContext(Application.class);
		this.rabbit = this.context.getBean(RabbitTemplate.class);
		this.advice = this.context.getBean(DeliveryAdvice.class);
		this.outbox = this.context.getBean(SmsGistOutbox.class);
		this.jdbc = this.context.getBean(JdbcClient.class);
	}

	@AfterAll
	void stop() {
		if (this.context != null) {
			this.context.close();
			this.admin.deleteQueue(QUEUE);
			this.admin.deleteQueue(DEAD_LETTERS);
			((CachingConnectionFactory) this.admin.getRabbitTemplate().getConnectionFactory()).destroy();
		}
	}

	@BeforeEach
	void resetDeliveries() {
		this.advice.deliveries.set(0);
	}

	@Test
	void messageDeliveredAgainAfterTheCommitIsSentOnce() {
		order("77");
		this.advice.failAfterCommit.set(1);
		publish(new Shipment("77", "+233245972246"));
		await().until(() -> this.advice.deliveries.get() == 2);
		awaitSent("order-77-shipped");
		publish(new Shipment("77", "+233245972246"));
		publish(new Shipment("78", "+233245972246"));
		awaitSent("order-78-shipped");
		assertThat(this.advice.deliveries).hasValue(4);
		for (String key : List.of("order-77-shipped", "order-78-shipped")) {
			verify(this.context.getBean(SmsGistOperations.class), times(1)).sendSms(sms(key));
		}
		assertThat(isShipped("77")).isTrue();
	}

	@Test
	void messageThatCannotBeStoredIsDeliveredUntilItCan() {
		order("79");
		this.jdbc.sql("alter table smsgist_sent rename to elsewhere").update();
		try {
			publish(new Shipment("79", "+233245972246"));
			await().until(() -> this.advice.deliveries.get() >= 3);
			assertThat(isShipped("79")).isFalse();
		}
		finally {
			this.jdbc.sql("alter table elsewhere rename to smsgist_sent").update();
		}
		awaitSent("order-79-shipped");
		assertThat(isShipped("79")).isTrue();
	}

	@Test
	void messageWithABadNumberIsADeadLetterAndHoldsUpNothing() {
		order("80");
		publish(new Shipment("80", "not a number"));
		publish(new Shipment("81", "+233245972246"));
		awaitSent("order-81-shipped");
		await().until(() -> this.rabbit.receive(DEAD_LETTERS) != null);
		assertThat(this.outbox.find("order-80-shipped")).isEmpty();
		assertThat(isShipped("80")).isFalse();
		assertThat(this.advice.deliveries).hasValue(2);
	}

	private void order(String id) {
		this.jdbc.sql("insert into orders (id) values (?)").param(id).update();
	}

	private boolean isShipped(String id) {
		return this.jdbc.sql("select shipped from orders where id = ?").param(id).query(Boolean.class).single();
	}

	private void publish(Shipment shipment) {
		this.rabbit.convertAndSend(QUEUE, shipment);
	}

	private void awaitSent(String key) {
		await().untilAsserted(
				() -> assertThat(this.outbox.find(key)).get().extracting("state").isEqualTo(OutboxState.SENT));
	}

	private static SmsMessage sms(String key) {
		return argThat((SmsMessage message) -> message != null && key.equals(message.idempotencyKey()));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableRabbit
	@Import({ OutboxConfiguration.class, ShipmentListener.class, DeliveryAdvice.class })
	static class Application {

		@Bean
		CachingConnectionFactory connectionFactory() {
			return new CachingConnectionFactory(BROKER);
		}

		@Bean
		JacksonJsonMessageConverter messageConverter() {
			return new JacksonJsonMessageConverter();
		}

		@Bean
		RabbitTemplate rabbitTemplate(ConnectionFactory connectionFactory, JacksonJsonMessageConverter converter) {
			RabbitTemplate template = new RabbitTemplate(connectionFactory);
			template.setMessageConverter(converter);
			return template;
		}

		@Bean
		SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(ConnectionFactory connectionFactory,
				JacksonJsonMessageConverter converter, DeliveryAdvice advice) {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			factory.setConnectionFactory(connectionFactory);
			factory.setMessageConverter(converter);
			factory.setAdviceChain(advice);
			factory.setContainerCustomizer((container) -> container.setQueueNames(QUEUE));
			return factory;
		}

	}

}
