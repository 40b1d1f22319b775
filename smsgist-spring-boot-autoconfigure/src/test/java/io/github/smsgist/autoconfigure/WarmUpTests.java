package io.github.smsgist.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.smsgist.SmsGistOperations;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarmUp}.
 */
class WarmUpTests {

	private final WireMockServer service = StubbedSmsGist.reset();

	@BeforeEach
	void stub() {
		this.service.stubFor(StubbedSmsGist.sms());
	}

	@Test
	void preparesTheFirstSendOnceTheApplicationIsReady() {
		try (ConfigurableApplicationContext context = run()) {
			Application application = context.getBean(Application.class);
			Awaitility.await().until(WarmUpTests::isOver);
			assertThat(application.clients).hasValue(1);
			context.getBean(SmsGistOperations.class).sendSms("+233245972246", "Hello");
			assertThat(application.clients).as("made again").hasValue(1);
		}
	}

	@Test
	void sendsNothingAndCallsNothingOfTheApplication() {
		try (ConfigurableApplicationContext context = run()) {
			Application application = context.getBean(Application.class);
			Awaitility.await().until(() -> application.clients.get() == 1 && isOver());
			this.service.verify(0, anyRequestedFor(anyUrl()));
			assertThat(application.requests).hasValue(0);
			TestObservationRegistryAssert.assertThat(context.getBean(TestObservationRegistry.class))
				.doesNotHaveAnyObservation();
		}
	}

	@Test
	void failureIsLeftToTheFirstSend() {
		try (ConfigurableApplicationContext context = run("test.broken=true")) {
			Application application = context.getBean(Application.class);
			Awaitility.await().until(() -> application.clients.get() == 1 && isOver());
			application.broken = false;
			context.getBean(SmsGistOperations.class).sendSms("+233245972246", "Hello");
			assertThat(application.clients).hasValue(2);
		}
	}

	@Test
	void endsBeforeTheContext() {
		run().close();
		assertThat(isOver()).isTrue();
	}

	@Test
	void canBeTurnedOff() {
		try (ConfigurableApplicationContext context = run("smsgist.warm-up=false")) {
			assertThat(context.getBeanProvider(WarmUp.class)).isEmpty();
		}
	}

	/**
	 * No thread is left of it.
	 */
	private static boolean isOver() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().startsWith("smsgist-warm-up"));
	}

	private static ConfigurableApplicationContext run(String... properties) {
		SpringApplication application = new SpringApplication(Application.class);
		application.addPrimarySources(List.of(Configurations.getClasses(StubbedSmsGist.autoConfigurations(),
				AutoConfigurations.of(WebClientObservationAutoConfiguration.class))));
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(Stream.concat(Arrays.stream(StubbedSmsGist.properties()), Arrays.stream(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		private final AtomicInteger clients = new AtomicInteger();

		private final AtomicInteger requests = new AtomicInteger();

		private volatile boolean broken;

		@Bean
		TestObservationRegistry observationRegistry() {
			return TestObservationRegistry.create();
		}

		@Bean
		WebClientCustomizer customizer(@Value("${test.broken:false}") boolean broken) {
			this.broken = broken;
			return (builder) -> {
				this.clients.incrementAndGet();
				if (this.broken) {
					throw new IllegalStateException("broken");
				}
				builder.filter((request, next) -> {
					this.requests.incrementAndGet();
					return next.exchange(request);
				});
			};
		}

	}

}
