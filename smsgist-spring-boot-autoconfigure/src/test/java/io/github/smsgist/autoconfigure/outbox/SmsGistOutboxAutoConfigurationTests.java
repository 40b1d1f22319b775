package io.github.smsgist.autoconfigure.outbox;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.smsgist.RecordedLog;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.jdbc.SmsGistDataSourceScriptDatabaseInitializer;
import io.github.smsgist.autoconfigure.jdbc.SmsGistJdbcAutoConfiguration;
import io.github.smsgist.autoconfigure.sandbox.SmsGistSandboxAutoConfiguration;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.MissingOutboxTablesException;
import io.github.smsgist.outbox.OutboxEntry;
import io.github.smsgist.outbox.OutboxOptions;
import io.github.smsgist.outbox.OutboxSentEvent;
import io.github.smsgist.outbox.OutboxState;
import io.github.smsgist.outbox.OutboxSummary;
import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.ParkedReason;
import io.github.smsgist.outbox.SmsGistOutbox;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.javapoet.ClassName;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistOutboxAutoConfiguration}, {@link SmsGistJdbcAutoConfiguration}
 * and {@link SmsGistOutboxActuatorAutoConfiguration}.
 */
class SmsGistOutboxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, SmsGistAutoConfiguration.class,
				SmsGistSandboxAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, SmsGistJdbcAutoConfiguration.class,
				SmsGistOutboxAutoConfiguration.class, SmsGistOutboxActuatorAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true", "smsgist.sandbox.enabled=true",
				"management.endpoints.jmx.exposure.include=smsgistoutbox", "spring.jmx.enabled=true")
		.withBean(SimpleMeterRegistry.class);

	private static SmsMessage sms(String key) {
		return SmsMessage.builder().to("+233245972246").message("Your order has left").idempotencyKey(key).build();
	}

	@Test
	void sendsWhatWasCommittedAndReportsIt() {
		this.contextRunner.withUserConfiguration(ListenerConfiguration.class).run((context) -> {
			SmsGistOutbox outbox = context.getBean(SmsGistOutbox.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transaction.executeWithoutResult((status) -> {
				outbox.sendSms(sms("rolled-back"));
				status.setRollbackOnly();
			});
			transaction.executeWithoutResult((status) -> outbox.sendSms(sms("order-77")));
			await().untilAsserted(
					() -> assertThat(outbox.find("order-77")).get().extracting("state").isEqualTo(OutboxState.SENT));
			assertThat(context.getBean(SmsGistSandbox.class).messages()).hasSize(1);
			assertThat(context.getBean(ListenerConfiguration.class).sent).extracting(OutboxSentEvent::idempotencyKey)
				.containsExactly("order-77");
			await().ignoreExceptions()
				.untilAsserted(() -> assertThat(context.getBean(MeterRegistry.class)
					.get("smsgist.outbox.messages")
					.tag("result", "sent")
					.counter()
					.count()).isEqualTo(1));
		});
	}

	@Test
	void countsWhatWasSentAndParkedOnceWithoutAnError() {
		try (RecordedLog log = new RecordedLog()) {
			this.contextRunner.run((context) -> {
				SmsGistOutbox outbox = context.getBean(SmsGistOutbox.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				outbox.sendSms(sms("sent"));
				outbox.sendSms(sms("late"), OutboxOptions.builder().notAfter(Instant.now().minusSeconds(60)).build());
				await().untilAsserted(() -> assertThat(registry.find("smsgist.outbox.messages").counters())
					.extracting((counter) -> counter.getId().getTag("reason"), Counter::count)
					.containsExactlyInAnyOrder(tuple("none", 1d), tuple("too_late", 1d)));
			});
			assertThat(log.under("io.github.smsgist.outbox", "io.github.smsgist.autoconfigure.outbox",
					"com.github.kagkarlsson", "org.springframework.transaction"))
				.isEmpty();
		}
	}

	@Test
	void tablesAreMadeOnAnEmbeddedDatabaseOnly() {
		this.contextRunner
			.run((context) -> assertThat(context).hasSingleBean(SmsGistDataSourceScriptDatabaseInitializer.class));
		this.contextRunner.withPropertyValues("smsgist.jdbc.initialize-schema=never")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(MissingOutboxTablesException.class.getName()));
	}

	@Test
	void missingTablesAreExplained() {
		FailureAnalysis analysis = new MissingOutboxTablesFailureAnalyzer()
			.analyze(new MissingOutboxTablesException("classpath:schema-h2.sql", new IllegalStateException()));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getAction()).contains("classpath:schema-h2.sql", "smsgist.jdbc.initialize-schema=always");
	}

	@Test
	void instanceWithoutAWorkerOnlyStoresAndNeedsNoCredentials() {
		this.contextRunner.withPropertyValues("smsgist.sandbox.enabled=false", "smsgist.outbox.worker.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(SmsGistOutbox.class).doesNotHaveBean(OutboxWorker.class);
				SmsGistOutbox outbox = context.getBean(SmsGistOutbox.class);
				outbox.sendSms(sms("stored"));
				assertThat(outbox.summary().pending()).isEqualTo(1);
			});
	}

	@Test
	void backsOffWithoutCredentials() {
		this.contextRunner.withPropertyValues("smsgist.sandbox.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistOutbox.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.contextRunner.withPropertyValues("smsgist.outbox.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SmsGistOutbox.class)
				.doesNotHaveBean(OutboxWorker.class)
				.doesNotHaveBean(OutboxHealthIndicator.class));
	}

	@Test
	void backsOffToTheApplicationsOwnOutbox() {
		this.contextRunner.withBean("ownOutbox", SmsGistOutbox.class, () -> mock(SmsGistOutbox.class))
			.run((context) -> assertThat(context).hasSingleBean(SmsGistOutbox.class)
				.hasBean("ownOutbox")
				.doesNotHaveBean(OutboxWorker.class));
	}

	@Test
	void backsOffWithoutTheModule() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.github.smsgist.outbox"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SmsGistOperations.class)
				.doesNotHaveBean(SmsGistDataSourceScriptDatabaseInitializer.class));
	}

	@Test
	void backsOffWithoutADataSource() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WebClientAutoConfiguration.class, SmsGistAutoConfiguration.class,
					SmsGistSandboxAutoConfiguration.class, SmsGistJdbcAutoConfiguration.class,
					SmsGistOutboxAutoConfiguration.class, SmsGistOutboxActuatorAutoConfiguration.class))
			.withPropertyValues("smsgist.sandbox.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistOutbox.class));
	}

	@Test
	void propertyThatIsOutOfRangeIsNamed() {
		this.contextRunner.withPropertyValues("smsgist.outbox.worker.polling-interval=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
						(ex) -> assertThat(ex.getName()).isEqualTo("smsgist.outbox.worker.polling-interval")));
	}

	@Test
	void healthShowsPendingMessagesAndTheReasonOfAPause() {
		this.contextRunner.run((context) -> assertThat(health(context.getBean(OutboxHealthIndicator.class)).getStatus())
			.isEqualTo(Status.UP));
		this.contextRunner.withPropertyValues("smsgist.sandbox.balance=0").run((context) -> {
			SmsGistOutbox outbox = context.getBean(SmsGistOutbox.class);
			OutboxWorker worker = context.getBean(OutboxWorker.class);
			outbox.sendSms(sms("unpaid"));
			await().until(() -> worker.getPause() != null && outbox.summary().pending() == 1);
			Health health = health(context.getBean(OutboxHealthIndicator.class));
			assertThat(health.getStatus()).isEqualTo(OutboxHealthIndicator.PAUSED);
			assertThat(health.getDetails()).containsEntry("pending", 1L).containsKey("paused");
		});
	}

	private static Health health(OutboxHealthIndicator indicator) {
		Health health = indicator.health();
		assertThat(health).isNotNull();
		return health;
	}

	@Test
	void healthCanBeDisabled() {
		this.contextRunner.withPropertyValues("management.health.smsgist-outbox.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(OutboxHealthIndicator.class));
	}

	@Test
	void endpointShowsCountsAndKeysButNoNumberAndNoText() {
		this.contextRunner.run((context) -> {
			SmsGistOutbox outbox = context.getBean(SmsGistOutbox.class);
			Instant past = Instant.now().minus(Duration.ofMinutes(1));
			outbox.sendSms(sms("late"), OutboxOptions.builder().notAfter(past).build());
			SmsGistOutboxEndpoint endpoint = context.getBean(SmsGistOutboxEndpoint.class);
			await().until(() -> !endpoint.outbox().parked().isEmpty());
			assertThat(endpoint.outbox().summary().parked()).containsEntry(ParkedReason.TOO_LATE, 1L);
			assertThat(endpoint.message("late")).isNotNull();
			assertThat(endpoint.outbox().toString()).contains("late").doesNotContain("233245972246", "order has left");
		});
	}

	@Test
	void scriptsAndWhatTheEndpointShowsAreKnownToANativeImage() {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("test", "Test")), new InMemoryGeneratedFiles());
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues
				.of("smsgist.sandbox.enabled=true", "spring.jmx.enabled=true",
						"management.endpoints.jmx.exposure.include=smsgistoutbox")
				.applyTo(context);
			context.register(NativeConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		RuntimeHints hints = generation.getRuntimeHints();
		for (String platform : List.of("h2", "postgresql", "mariadb", "mysql", "oracle", "sqlserver")) {
			String script = "io/github/smsgist/jdbc/schema-%s.sql".formatted(platform);
			assertThat(new ClassPathResource(script).exists()).as(script).isTrue();
			assertThat(RuntimeHintsPredicates.resource().forResource(script)).as(script).accepts(hints);
		}
		for (Class<?> shown : List.of(SmsGistOutboxEndpoint.Descriptor.class, OutboxSummary.class, OutboxEntry.class)) {
			for (RecordComponent component : shown.getRecordComponents()) {
				assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
					.as(component.toString())
					.accepts(hints);
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WebClientAutoConfiguration.class, SmsGistAutoConfiguration.class,
			SmsGistSandboxAutoConfiguration.class, DataSourceAutoConfiguration.class,
			DataSourceTransactionManagerAutoConfiguration.class, SmsGistJdbcAutoConfiguration.class,
			SmsGistOutboxAutoConfiguration.class, SmsGistOutboxActuatorAutoConfiguration.class })
	static class NativeConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		final List<OutboxSentEvent> sent = new CopyOnWriteArrayList<>();

		@EventListener
		void onSent(OutboxSentEvent event) {
			this.sent.add(event);
		}

	}

}
