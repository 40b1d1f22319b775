package io.github.smsgist.autoconfigure.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.smsgist.autoconfigure.webhook.WebhookTestApplication.Listeners;
import io.github.smsgist.webhook.WebhookSigner;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint in a reactive application.
 */
class ReactiveWebhookEndpointTests extends AbstractWebhookEndpointTests {

	ReactiveWebhookEndpointTests() {
		super(WebApplicationType.REACTIVE);
	}

	@Test
	void listenersMayBlock() {
		CompletableFuture<Boolean> nonBlocking = new CompletableFuture<>();
		listeners().next((event) -> nonBlocking.complete(Schedulers.isInNonBlockingThread()));
		assertAnswer(client().deliver("{\"event\":\"message.sent\",\"message_id\":\"blocking\"}"), 200, "handled");
		assertThat(nonBlocking).isCompletedWithValue(false);
	}

	@Test
	void aListenerIsNotInterruptedWhenTheClientHangsUp() throws Exception {
		byte[] body = "{\"event\":\"message.sent\",\"message_id\":\"hang-up\"}".getBytes(StandardCharsets.UTF_8);
		try (ConfigurableApplicationContext context = run(List.of(CancellationConfiguration.class),
				"smsgist.webhook.secret=" + WebhookClient.SECRET)) {
			CountDownLatch cancelled = context.getBean("cancelled", CountDownLatch.class);
			CountDownLatch begun = new CountDownLatch(1);
			CompletableFuture<Boolean> completed = new CompletableFuture<>();
			context.getBean(Listeners.class).next((event) -> {
				begun.countDown();
				completed.complete(await(cancelled));
			});
			deliverAndHangUp(client(context, "/smsgist/webhook"), body, begun);
			assertThat(completed.get(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static void deliverAndHangUp(WebhookClient client, byte[] body, CountDownLatch begun) throws IOException {
		String timestamp = Long.toString(WebhookTestApplication.NOW.getEpochSecond());
		String headers = """
				Content-Length: %d\r
				X-SMSGist-Timestamp: %s\r
				X-SMSGist-Signature: %s\r
				""".formatted(body.length, timestamp, new WebhookSigner(WebhookClient.SECRET).sign(timestamp, body));
		client.sendAndHangUp(headers, body, () -> assertThat(await(begun)).isTrue());
	}

	/**
	 * Return whether the latch was opened, and the thread not interrupted.
	 */
	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(60, TimeUnit.SECONDS) && !Thread.currentThread().isInterrupted();
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	@Override
	String basePathProperty() {
		return "spring.webflux.base-path";
	}

	@Override
	Class<?> securityConfiguration() {
		return SecurityConfiguration.class;
	}

	@Override
	Class<?> catchAllConfiguration() {
		return CatchAllConfiguration.class;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class SecurityConfiguration {

		@Bean
		@Order(0)
		SecurityWebFilterChain webhookFilterChain(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/smsgist/webhook"))
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

		@Bean
		SecurityWebFilterChain applicationFilterChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CatchAllConfiguration {

		@Bean
		RouterFunction<ServerResponse> catchAll() {
			return RouterFunctions.route(RequestPredicates.all(), (request) -> ServerResponse.ok().bodyValue("caught"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CancellationConfiguration {

		@Bean
		CountDownLatch cancelled() {
			return new CountDownLatch(1);
		}

		@Bean
		WebFilter cancellationFilter(CountDownLatch cancelled) {
			return (exchange, chain) -> chain.filter(exchange).doOnCancel(cancelled::countDown);
		}

	}

}
