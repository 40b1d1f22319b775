package io.github.smsgist.benchmarks;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.benchmarks.Sample.Envelope;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The clients that Spring Boot makes: a bare {@link WebClient} and ours, each as its
 * auto- configuration has it.
 */
final class SpringClients {

	private static final ParameterizedTypeReference<Envelope<SendReceipt>> ANSWER = new ParameterizedTypeReference<>() {
	};

	/**
	 * As many as Reactor Netty's shared pool has, which our client keeps to as well.
	 */
	private static final int CONNECTIONS = 500;

	private SpringClients() {
	}

	static Contestant.Reactive webClient(URI url) {
		WebClient webClient = bareWebClient(url);
		return () -> send(webClient);
	}

	static Contestant.Blocking blockingWebClient(URI url) {
		WebClient webClient = bareWebClient(url);
		return () -> send(webClient).block();
	}

	static Contestant.Reactive smsGist(URI url, String... properties) {
		ReactiveSmsGistOperations operations = start(url, properties).getBean(ReactiveSmsGistOperations.class);
		return () -> operations.sendSms(Sample.MESSAGE);
	}

	static Contestant.Blocking blockingSmsGist(URI url) {
		SmsGistOperations operations = start(url).getBean(SmsGistOperations.class);
		return () -> operations.sendSms(Sample.MESSAGE);
	}

	/**
	 * With refusals repeated after a millisecond and no adaptive pace, so that what is
	 * measured is the work and not the waiting.
	 */
	static Contestant.Reactive impatientSmsGist(URI url) {
		return smsGist(url, "smsgist.retry.initial-backoff=1ms", "smsgist.retry.max-backoff=1ms",
				"smsgist.retry.max-attempts=20", "smsgist.rate-limiter.adaptive=false");
	}

	/**
	 * An application with our starter and a limit that never binds.
	 * @param url the server
	 * @param properties more properties, which win
	 */
	static ConfigurableApplicationContext start(URI url, String... properties) {
		return run(StarterApplication.class,
				Map.of("smsgist.base-url", url, "smsgist.client-id", Sample.CLIENT_ID, "smsgist.client-secret",
						Sample.CLIENT_SECRET, "smsgist.app-secret-key", Sample.APP_SECRET_KEY,
						"smsgist.rate-limiter.limit-for-period", 1_000_000_000),
				properties);
	}

	static WebClient bareWebClient(URI url) {
		return run(BareApplication.class,
				Map.of("smsgist.enabled", false, "spring.jackson.property-naming-strategy", "SNAKE_CASE"))
			.getBean(WebClient.Builder.class)
			.baseUrl(url.toString())
			.defaultHeader("X-Client-Id", Sample.CLIENT_ID)
			.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token())
			.build();
	}

	private static Mono<SendReceipt> send(WebClient webClient) {
		return webClient.post()
			.uri("/api/sms/send")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Sample.BODY)
			.retrieve()
			.bodyToMono(ANSWER)
			.map(Envelope::data);
	}

	/**
	 * As many connections as by default, but no limit to how many callers wait for one:
	 * with the default nine of ten requests of 10,000 callers would fail.
	 */
	static ConnectionProvider pool(String name) {
		return ConnectionProvider.builder(name).maxConnections(CONNECTIONS).pendingAcquireMaxCount(-1).build();
	}

	static String token() {
		return new AesTokenEncryptor(TokenFormat.DEFAULT).encrypt(Sample.CLIENT_SECRET, Sample.APP_SECRET_KEY);
	}

	private static ConfigurableApplicationContext run(Class<?> application, Map<String, Object> properties,
			String... moreProperties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(properties)
			.run(Stream
				.concat(Stream.of("spring.main.banner-mode=off", "logging.level.root=warn"),
						Arrays.stream(moreProperties))
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class StarterApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BareApplication {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> longWaitingLine() {
			ConnectionProvider pool = pool("bare");
			return (builder) -> builder.withHttpClientFactory(() -> HttpClient.create(pool));
		}

	}

}
