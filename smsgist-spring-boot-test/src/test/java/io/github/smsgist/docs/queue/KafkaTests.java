package io.github.smsgist.docs.queue;

import java.time.Duration;
import java.util.Map;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.docs.outbox.OutboxConfiguration;
import io.github.smsgist.docs.queue.PaymentListener.Payment;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxState;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.JacksonJsonDeserializer;
import org.springframework.kafka.support.serializer.JacksonJsonSerializer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests for the Kafka samples of {@code from-a-queue.md}, with their own broker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTests {

	private static final String DEAD_LETTERS = "payments-dlt";

	private EmbeddedKafkaBroker broker;

	private AnnotationConfigApplicationContext context;

	private KafkaTemplate<String, Object> kafka;

	private DeliveryAdvice advice;

	private SmsGistOutbox outbox;

	@BeforeAll
	@SuppressWarnings("unchecked")
	void start() {
		this.broker = new EmbeddedKafkaKraftBroker(1, 1, "payments", DEAD_LETTERS);
		this.broker
			.brokerProperties(Map.of("group.initial.rebalance.delay.ms", "0", "offsets.topic.num.partitions", "1"));
		this.broker.afterPropertiesSet();
		this.context = new AnnotationConfigApplicationContext();
		this.context.registerBean(EmbeddedKafkaBroker.class, () -> this.broker,
				(definition) -> definition.setDestroyMethodName(""));
		this.context.register(Application.class);
		this.context.refresh();
		this.kafka = this.context.getBean(KafkaTemplate.class);
		this.advice = this.context.getBean(DeliveryAdvice.class);
		this.outbox = this.context.getBean(SmsGistOutbox.class);
	}

	@AfterAll
	void stop() {
		if (this.context != null) {
			this.context.close();
		}
		this.broker.destroy();
	}

	@BeforeEach
	void resetDeliveries() {
		this.advice.deliveries.set(0);
	}

	@Test
	void recordDeliveredAgainAfterTheCommitIsSentOnce() {
		this.advice.failAfterCommit.set(1);
		String key = publish("+233245972246");
		await().until(() -> this.advice.deliveries.get() == 2);
		awaitSent(key);
		String next = publish("+233245972246");
		awaitSent(next);
		for (String sent : new String[] { key, next }) {
			verify(this.context.getBean(SmsGistOperations.class), times(1)).sendSms(sms(sent));
		}
	}

	@Test
	void recordsReadAgainFromTheBeginningAreNotSentAgain() {
		String key = publish("+233245972246");
		awaitSent(key);
		KafkaListenerEndpointRegistry registry = this.context.getBean(KafkaListenerEndpointRegistry.class);
		registry.stop();
		long offset = Long.parseLong(key.substring(key.lastIndexOf('-') + 1));
		seekToBeginning();
		this.advice.deliveries.set(0);
		registry.start();
		await().until(() -> this.advice.deliveries.get() > offset);
		String next = publish("+233245972246");
		awaitSent(next);
		verify(this.context.getBean(SmsGistOperations.class), times(1)).sendSms(sms(key));
	}

	@Test
	void recordThatCannotBeStoredIsDeliveredUntilItCan() {
		JdbcClient jdbc = this.context.getBean(JdbcClient.class);
		jdbc.sql("alter table smsgist_sent rename to elsewhere").update();
		String key;
		try {
			key = publish("+233245972246");
			await().until(() -> this.advice.deliveries.get() >= 3);
		}
		finally {
			jdbc.sql("alter table elsewhere rename to smsgist_sent").update();
		}
		awaitSent(key);
	}

	@Test
	void recordWithABadNumberIsADeadLetterAndHoldsUpNothing() {
		try (Consumer<String, String> deadLetters = new DefaultKafkaConsumerFactory<>(
				KafkaTestUtils.consumerProps(this.broker, "dead-letters", true), new StringDeserializer(),
				new StringDeserializer())
			.createConsumer()) {
			this.broker.consumeFromAnEmbeddedTopic(deadLetters, DEAD_LETTERS);
			String bad = publish("not a number");
			String good = publish("+233245972246");
			awaitSent(good);
			assertThat(this.outbox.find(bad)).isEmpty();
			assertThat(KafkaTestUtils.getSingleRecord(deadLetters, DEAD_LETTERS, Duration.ofSeconds(30)).value())
				.contains("not a number");
			assertThat(this.advice.deliveries).hasValue(2);
		}
	}

	private void seekToBeginning() {
		Map<String, Object> properties = KafkaTestUtils.consumerProps(this.broker, "texts", false);
		try (Consumer<String, String> consumer = new DefaultKafkaConsumerFactory<>(properties, new StringDeserializer(),
				new StringDeserializer())
			.createConsumer()) {
			this.broker.consumeFromAnEmbeddedTopic(consumer, "payments");
			consumer.seekToBeginning(consumer.assignment());
			consumer.assignment().forEach(consumer::position);
			consumer.commitSync();
		}
	}

	private String publish(String phone) {
		RecordMetadata metadata = this.kafka.send("payments", new Payment(phone, "GHS 20")).join().getRecordMetadata();
		return "%s-%d-%d".formatted(metadata.topic(), metadata.partition(), metadata.offset());
	}

	private void awaitSent(String key) {
		await().untilAsserted(
				() -> assertThat(this.outbox.find(key)).get().extracting("state").isEqualTo(OutboxState.SENT));
	}

	private static SmsMessage sms(String key) {
		return argThat((SmsMessage message) -> message != null && key.equals(message.idempotencyKey()));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafka
	@Import({ OutboxConfiguration.class, PaymentListener.class, KafkaErrors.class, DeliveryAdvice.class })
	static class Application {

		@Bean
		DefaultKafkaConsumerFactory<String, Payment> consumerFactory(EmbeddedKafkaBroker broker) {
			Map<String, Object> properties = KafkaTestUtils.consumerProps(broker, "unused", false);
			return new DefaultKafkaConsumerFactory<>(properties, new StringDeserializer(),
					new JacksonJsonDeserializer<>(Payment.class));
		}

		@Bean
		DefaultKafkaProducerFactory<String, Object> producerFactory(EmbeddedKafkaBroker broker) {
			return new DefaultKafkaProducerFactory<>(KafkaTestUtils.producerProps(broker), new StringSerializer(),
					new JacksonJsonSerializer<>());
		}

		@Bean
		KafkaTemplate<String, Object> kafkaTemplate(DefaultKafkaProducerFactory<String, Object> producerFactory) {
			return new KafkaTemplate<>(producerFactory);
		}

		@Bean
		ConcurrentKafkaListenerContainerFactory<String, Payment> kafkaListenerContainerFactory(
				DefaultKafkaConsumerFactory<String, Payment> consumerFactory, DefaultErrorHandler errorHandler,
				DeliveryAdvice advice) {
			ConcurrentKafkaListenerContainerFactory<String, Payment> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(consumerFactory);
			factory.setCommonErrorHandler(errorHandler);
			factory.getContainerProperties().setAdviceChain(advice);
			return factory;
		}

	}

}
