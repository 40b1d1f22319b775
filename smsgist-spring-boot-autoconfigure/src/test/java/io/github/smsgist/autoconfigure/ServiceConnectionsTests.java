package io.github.smsgist.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.smsgist.ReactiveSmsGistOperations;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceConnections}.
 */
class ServiceConnectionsTests {

	private final WireMockServer service = StubbedSmsGist.reset();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(StubbedSmsGist.autoConfigurations())
		.withPropertyValues(StubbedSmsGist.properties())
		.withPropertyValues("smsgist.rate-limiter.enabled=false");

	/**
	 * Reactor Netty's default pool lets 500 on and 1,000 wait.
	 */
	@Test
	void turnsNobodyAwayHoweverManyWaitForAConnection() {
		this.service.stubFor(StubbedSmsGist.sms());
		this.contextRunner.run((context) -> {
			ReactiveSmsGistOperations operations = context.getBean(ReactiveSmsGistOperations.class);
			Long sent = Flux.range(0, 3000)
				.flatMap((number) -> operations.sendSms("+233245972246", "Hello"), 3000)
				.count()
				.block();
			assertThat(sent).isEqualTo(3000);
		});
	}

	@Test
	void leavesTheApplicationItsOwnPoolAndEventLoops() {
		this.contextRunner.withUserConfiguration(Captured.class).run((context) -> {
			HttpClient client = context.getBean(Captured.class).last();
			assertThat(client.configuration().connectionProvider()).isNotSameAs(HttpResources.get());
			assertThat(client.configuration().connectionProvider().name()).isEqualTo("smsgist");
			assertThat(client.configuration().loopResources()).isSameAs(HttpResources.get());
		});
		this.contextRunner.withUserConfiguration(OwnPool.class, Captured.class).run((context) -> {
			HttpClient client = context.getBean(Captured.class).last();
			assertThat(client.configuration().connectionProvider().name()).isEqualTo("theirs");
		});
		this.contextRunner.withUserConfiguration(OwnLoops.class, Captured.class).run((context) -> {
			HttpClient client = context.getBean(Captured.class).last();
			assertThat(client.configuration().connectionProvider().name()).isEqualTo("smsgist");
			assertThat(client.configuration().loopResources()).isSameAs(OwnLoops.LOOPS);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Captured {

		private final List<HttpClient> clients = new ArrayList<>();

		HttpClient last() {
			return this.clients.get(this.clients.size() - 1);
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> capture() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> {
				this.clients.add(client);
				return client;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPool {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> ownPool() {
			ConnectionProvider pool = ConnectionProvider.create("theirs", 3);
			return (builder) -> builder.withHttpClientFactory(() -> HttpClient.create(pool));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnLoops {

		static final LoopResources LOOPS = LoopResources.create("theirs", 1, true);

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> ownLoops() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.runOn(LOOPS));
		}

	}

}
