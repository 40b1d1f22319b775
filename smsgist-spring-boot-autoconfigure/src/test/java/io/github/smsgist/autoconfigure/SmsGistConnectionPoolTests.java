package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SmsGistConnectionPool}.
 */
class SmsGistConnectionPoolTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SmsGistAutoConfiguration.class, SmsGistConnectionPoolAutoConfiguration.class,
						WebClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class))
		// Nothing is connected but by the pool, which is closed before the event loops.
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
		.withPropertyValues(StubbedSmsGist.CREDENTIALS);

	@Test
	void anyNumberOfSendsMayWaitForConnection() {
		this.contextRunner.run((context) -> {
			ConnectionProvider connections = connections(context);
			assertThat(connections.name()).isEqualTo("smsgist");
			assertThat(connections.maxConnections()).isEqualTo(500).isEqualTo(HttpResources.get().maxConnections());
		});
	}

	/**
	 * Reactor Netty's default pool lets 500 on and 1,000 wait. No send is answered before
	 * all have been made.
	 */
	@Test
	void turnsNobodyAwayHoweverManyWaitForConnection() {
		Sinks.Empty<Void> allMade = Sinks.empty();
		// Not on the shared event loops, which end with the application.
		LoopResources loops = LoopResources.create("service");
		DisposableServer service = HttpServer.create()
			.runOn(loops)
			.host("127.0.0.1")
			.handle((request, response) -> allMade.asMono()
				.then(response.status(201)
					.header("Content-Type", "application/json")
					.sendString(
							Mono.just("{\"status\":\"success\",\"message\":\"ok\",\"data\":{\"message_id\":\"m-1\"}}"))
					.then()))
			.bindNow();
		try {
			this.contextRunner
				.withPropertyValues("smsgist.base-url=http://127.0.0.1:" + service.port(),
						"smsgist.retry.enabled=false", "smsgist.rate-limiter.enabled=false",
						"smsgist.http.read-timeout=5m", "smsgist.retry.max-duration=5m")
				.run((context) -> {
					ReactiveSmsGistOperations operations = context.getBean(ReactiveSmsGistOperations.class);
					CompletableFuture<Long> sent = Flux.range(0, 1600)
						.flatMap((number) -> operations.sendSms("+233245972246", "Hello"), 1600)
						.count()
						.toFuture();
					allMade.tryEmitEmpty();
					assertThat(sent.join()).isEqualTo(1600);
				});
		}
		finally {
			service.disposeNow(Duration.ofMinutes(1));
			loops.disposeLater(Duration.ZERO, Duration.ofMinutes(1)).block();
		}
	}

	@Test
	void sizeAndTimesAreProperties() {
		this.contextRunner
			.withPropertyValues("smsgist.http.pool.max-connections=7", "smsgist.http.pool.max-idle-time=1s",
					"smsgist.http.pool.max-life-time=2m")
			.run((context) -> assertThat(connections(context).maxConnections()).isEqualTo(7));
	}

	@Test
	void backsOffWhenTheApplicationCustomizesTheHttpClient() {
		this.contextRunner.withUserConfiguration(Customized.class).run((context) -> {
			assertThat(context).doesNotHaveBean(SmsGistConnectionPool.class);
			assertThat(connections(context).name()).isEqualTo("theirs");
		});
	}

	@Test
	void backsOffWhenTheApplicationHasABuilder() {
		this.contextRunner.withBean("theirs", ClientHttpConnectorBuilder.class, ClientHttpConnectorBuilder::reactor)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistConnectionPool.class));
	}

	@Test
	void backsOffWhenTheApplicationHasNettyResources() {
		this.contextRunner.withBean(ReactorResourceFactory.class, SmsGistConnectionPoolTests::resources)
			.run((context) -> assertThat(connections(context).name()).isEqualTo("theirs"));
	}

	@Test
	void backsOffWhenDisabled() {
		this.contextRunner.withPropertyValues("smsgist.http.pool.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistConnectionPool.class));
	}

	@Test
	void doesNotBackOffWhenEnabledExplicitly() {
		this.contextRunner.withUserConfiguration(Customized.class)
			.withBean(ReactorResourceFactory.class, SmsGistConnectionPoolTests::resources)
			.withPropertyValues("smsgist.http.pool.enabled=true")
			.run((context) -> assertThat(connections(context).name()).isEqualTo("smsgist"));
	}

	@ParameterizedTest
	@CsvSource({ "max-connections, 0", "max-idle-time, 0s", "max-life-time, -1s" })
	void refusesSettingsWithoutConnection(String name, String value) {
		this.contextRunner.withPropertyValues("smsgist.http.pool." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("smsgist.http.pool." + name));
	}

	@Test
	void connectionsAreClosedWithTheApplication() {
		AtomicReference<ConnectionProvider> connections = new AtomicReference<>();
		this.contextRunner.run((context) -> connections.set(connections(context)));
		assertThat(connections.get().isDisposed()).isTrue();
	}

	/**
	 * Else closing them is refused by loops that have ended, and the log shows an error.
	 */
	@Test
	void connectionsAreClosedBeforeTheEventLoops() {
		AtomicReference<ConnectionProvider> connections = new AtomicReference<>();
		AtomicBoolean closed = new AtomicBoolean();
		this.contextRunner
			.withBean("eventLoops", SmartLifecycle.class,
					() -> new PhaseOfEventLoops(() -> closed.set(connections.get().isDisposed())))
			.run((context) -> connections.set(connections(context)));
		assertThat(new ReactorResourceFactory().getPhase()).isEqualTo(new PhaseOfEventLoops(() -> {
		}).getPhase());
		assertThat(closed).isTrue();
	}

	/**
	 * Spring's test support pauses the contexts that it keeps.
	 */
	@Test
	void sendsAfterPause() {
		StubbedSmsGist.reset().stubFor(StubbedSmsGist.sms());
		this.contextRunner.withPropertyValues(StubbedSmsGist.properties()).run((context) -> {
			SmsGistOperations operations = context.getBean(SmsGistOperations.class);
			operations.sendSms("+233245972246", "Hello");
			context.getSourceApplicationContext().pause();
			context.getSourceApplicationContext().restart();
			assertThat(operations.sendSms("+233245972246", "Hello").messageId()).isEqualTo("m-1");
		});
	}

	private static ReactorResourceFactory resources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setConnectionProvider(ConnectionProvider.create("theirs", 7));
		return resources;
	}

	/**
	 * The connections that the client is built with.
	 */
	private static ConnectionProvider connections(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		AtomicReference<ConnectionProvider> connections = new AtomicReference<>();
		ClientHttpConnectorBuilder<?> builder = context.getBean(ClientHttpConnectorBuilder.class);
		SmsGistConnectionPool pool = context.getBeanProvider(SmsGistConnectionPool.class).getIfAvailable();
		if (pool != null) {
			builder = pool.applyTo(builder);
		}
		((ReactorClientHttpConnectorBuilder) builder).withHttpClientCustomizer((client) -> {
			connections.set(client.configuration().connectionProvider());
			return client;
		}).build(HttpClientSettings.defaults());
		return connections.get();
	}

	private record PhaseOfEventLoops(Runnable atTheirEnd) implements SmartLifecycle {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
			this.atTheirEnd.run();
		}

		@Override
		public boolean isRunning() {
			return true;
		}

		@Override
		public int getPhase() {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> theirs() {
			return (builder) -> builder
				.withHttpClientFactory(() -> HttpClient.create(ConnectionProvider.create("theirs", 7)));
		}

	}

}
