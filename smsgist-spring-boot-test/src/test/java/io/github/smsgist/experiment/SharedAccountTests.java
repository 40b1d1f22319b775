package io.github.smsgist.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several clients share an account that takes fewer calls than each of them would make.
 * The short form of {@link ManyInstancesTests}.
 */
class SharedAccountTests {

	private static final int CLIENTS = 4;

	private static final int PER_SECOND = 5;

	/**
	 * Of each client. Together they need four seconds at the account's limit, so that a
	 * slow machine reaches it, too.
	 */
	private static final int MESSAGES = 6;

	@Test
	void everyMessageIsSentOnceAndFewCallsAreRefused() {
		AtomicLong refused = new AtomicLong();
		try (SmsGistSandbox sandbox = SmsGistSandbox.start()) {
			sandbox.faults().limitPerSecond(PER_SECOND);
			List<ReactiveSmsGistTemplate> clients = IntStream.range(0, CLIENTS)
				.mapToObj((i) -> client(sandbox, refused))
				.toList();
			List<String> accepted = Flux.fromIterable(clients)
				.flatMap((client) -> Flux.range(0, MESSAGES)
					.flatMap((i) -> client.sendSms("+233245972246", clients.indexOf(client) + "/" + i), MESSAGES),
						CLIENTS)
				.map(SendReceipt::messageId)
				.collectList()
				.block(Duration.ofMinutes(2));
			clients.forEach(ReactiveSmsGistTemplate::close);
			List<SandboxMessage> sent = new ArrayList<>(sandbox.messages());
			assertThat(sent).hasSize(CLIENTS * MESSAGES)
				.extracting(SandboxMessage::text)
				.as("each message once")
				.doesNotHaveDuplicates();
			assertThat(accepted)
				.containsExactlyInAnyOrderElementsOf(sent.stream().map(SandboxMessage::messageId).toList());
			assertThat(sandbox.requestCount()).isEqualTo(CLIENTS * MESSAGES + refused.get());
			assertThat(refused.get()).as("429s").isBetween(1L, (long) CLIENTS * MESSAGES);
		}
	}

	private static ReactiveSmsGistTemplate client(SmsGistSandbox sandbox, AtomicLong refused) {
		HttpClient http = HttpClient.create().disableRetry(true);
		return SmsGistTemplateBuilder.create(WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)))
			.connection(new SmsGistConnection(sandbox.url(), sandbox.credentials().clientId(),
					sandbox.credentials().clientSecret(), sandbox.credentials().appSecretKey()))
			.rateLimiter(
					RateLimiterSettings.smooth(5 * PER_SECOND, Duration.ofSeconds(1), Duration.ofMinutes(1)).build())
			.maxDuration(Duration.ofMinutes(2))
			.listener(new CallListener() {

				@Override
				public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
					refused.incrementAndGet();
				}

			})
			.buildReactive();
	}

}
