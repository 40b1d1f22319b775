package io.github.smsgist;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.MessageStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static io.github.smsgist.MockSmsGist.error;
import static io.github.smsgist.MockSmsGist.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The application's own {@link WebClient.Builder}: what it brings along works and breaks
 * nothing, and it stays as it is.
 */
class ApplicationWebClientTests {

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	private final WebClient.Builder application = MockSmsGist.webClient(HttpClient.create());

	@Test
	void theBuilderIsNotChanged() {
		smsGist.answer(success("{}"));
		template().getCreditBalance();
		this.application.build()
			.get()
			.uri(smsGist.connection().baseUrl() + "/elsewhere")
			.retrieve()
			.toBodilessEntity()
			.block();
		assertThat(smsGist.requests()).hasSize(2)
			.filteredOn((request) -> request.getUrl().equals("/elsewhere"))
			.singleElement()
			.satisfies((request) -> {
				assertThat(request.containsHeader("Authorization")).isFalse();
				assertThat(request.containsHeader("X-Client-Id")).isFalse();
				assertThat(request.getHeader("Accept")).isEqualTo("*/*");
			});
	}

	@Test
	void whatIsAddedToTheBuilderLaterDoesNotReachUs() {
		smsGist.answer(success("{}"));
		SmsGistTemplate template = template();
		this.application.defaultHeader("X-Late", "1");
		template.getCreditBalance();
		assertThat(smsGist.request().containsHeader("X-Late")).isFalse();
	}

	@Test
	void defaultHeadersComeAlongButDoNotReplaceOurs() {
		smsGist.answer(success(MockSmsGist.SENT));
		this.application.defaultHeader("Authorization", "Basic YTpi")
			.defaultHeader("Accept", "text/html")
			.defaultHeader("Content-Type", "text/plain")
			.defaultHeader("X-Client-Id", "theirs")
			.defaultHeader("X-Idempotency-Key", "theirs")
			.defaultHeader("X-Tenant", "7")
			.defaultRequest((request) -> request.header("Authorization", "Basic Yzpk")
				.header("Accept", "text/html")
				.header("X-Client-Id", "theirs")
				.header("X-Idempotency-Key", "theirs"));
		String key = template().sendSms("0245972246", "Hello").idempotencyKey();
		assertThat(smsGist.request().getHeaders().all()).allSatisfy((header) -> {
			switch (header.key()) {
				case "Authorization" -> assertThat(header.values()).containsExactly("Bearer " + MockSmsGist.TOKEN);
				case "Accept", "Content-Type" -> assertThat(header.values()).containsExactly("application/json");
				case "X-Client-Id" -> assertThat(header.values()).containsExactly(MockSmsGist.CLIENT_ID);
				case "X-Idempotency-Key" -> assertThat(header.values()).containsExactly(key);
				default -> assertThat(header.key()).isNotEmpty();
			}
		});
		assertThat(smsGist.request().getHeader("X-Tenant")).isEqualTo("7");
	}

	@Test
	void aBaseUrlOfTheApplicationIsNotOurs() {
		smsGist.answer(success("{}"));
		this.application.baseUrl("https://application.invalid/base");
		template().getCreditBalance();
		assertThat(smsGist.request().getUrl()).isEqualTo("/api/credits/balance");
	}

	@Test
	void exceptionsOfAFilterAreTranslated() {
		this.application.filter(ExchangeFilterFunction.ofResponseProcessor((response) -> response.statusCode().isError()
				? response.createException().flatMap(Mono::error) : Mono.just(response)));
		smsGist.answer(error(422, Privacy.indiscreetMessage(Calls.SEND_EMAIL)));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.SEND_EMAIL.with(template()));
		assertThat(failure).isInstanceOf(SmsGistValidationException.class);
		assertThat(failure.getServiceMessage()).startsWith("Blocked");
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		Privacy.assertNothingPrivateIn(failure);
		smsGist.server().resetAll();
		smsGist.answer(error(429, "Slow down").withHeader("Retry-After", "86000"));
		SmsGistException busy = catchThrowableOfType(SmsGistException.class, () -> Calls.SEND_EMAIL.with(template()));
		assertThat(busy).isInstanceOf(SmsGistRateLimitException.class);
		assertThat(busy.getRetryAfter()).hasSeconds(86000);
	}

	@Test
	void aFilterThatFailsLeavesTheOutcomeUnknown() {
		smsGist.answer(success(MockSmsGist.SENT));
		this.application.filter((request, next) -> next.exchange(request)
			.flatMap((response) -> response.releaseBody().then(Mono.error(new IllegalStateException("Not today")))));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.RETRY_MESSAGE.with(template()));
		assertThat(failure).isInstanceOf(SmsGistTransportException.class).hasRootCauseMessage("Not today");
		assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(smsGist.requests()).hasSize(1);
	}

	@Test
	void aFilterSeesThePathWithoutTheId() {
		smsGist.answer(success("{\"message_id\":\"m-1\"}"));
		AtomicReference<Object> template = new AtomicReference<>();
		this.application.filter((request, next) -> {
			request.attribute(WebClient.class.getName() + ".uriTemplate").ifPresent(template::set);
			return next.exchange(request);
		});
		template().getMessageStatus("m-1");
		assertThat(template).hasValue("/api/message/{id}/status");
	}

	@Test
	void aFilterSeesTheKeyAndNoCredentials() {
		smsGist.answer(success(MockSmsGist.SENT));
		AtomicReference<String> seen = new AtomicReference<>();
		this.application.filter((request, next) -> {
			seen.set(request.headers() + " " + request.attributes() + " " + request);
			return next.exchange(request);
		});
		String key = template().sendSms("0245972246", "Hello").idempotencyKey();
		assertThat(seen.get()).contains(key).doesNotContain(MockSmsGist.TOKEN, MockSmsGist.CLIENT_ID);
		assertThat(smsGist.request().getHeader("Authorization")).isEqualTo("Bearer " + MockSmsGist.TOKEN);
	}

	@Test
	void codecsOfTheApplicationDoNotMatter() {
		smsGist.answer(success(MockSmsGist.SENT));
		this.application.codecs((codecs) -> {
			codecs.registerDefaults(false);
			codecs.defaultCodecs().maxInMemorySize(16);
		});
		assertThat(template().sendSms("0245972246", "Hello").messageId()).isEqualTo("m-1");
		assertThat(smsGist.request().getBodyAsString()).contains("Hello");
	}

	@Test
	void aHugeAnswerIsRead() {
		int recipients = 50_000;
		smsGist.answer(success(IntStream.range(0, recipients)
			.mapToObj((number) -> "{\"recipient_id\":\"r-" + number + "\",\"recipient\":\"+23324" + (1_000_000 + number)
					+ "\",\"send_status\":\"sent\",\"delivery_status\":\"DELIVERED\"}")
			.collect(Collectors.joining(",", "{\"message_id\":\"m-1\",\"recipients\":[", "]}"))));
		MessageStatus status = template().getMessageStatus("m-1");
		assertThat(status.recipients()).hasSize(recipients);
		assertThat(status.recipients().get(recipients - 1).recipientId()).isEqualTo("r-49999");
	}

	@Test
	void anEndlessAnswerIsNotRead() {
		smsGist.answer(success("\"" + "x".repeat(17 * 1024 * 1024) + "\""));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.RETRY_MESSAGE.with(template()));
		assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	@Test
	void anAnswerThatAFilterMakesUpCounts() {
		this.application.filter((request,
				next) -> Mono.just(ClientResponse.create(HttpStatusCode.valueOf(200))
					.header(HttpHeaders.CONTENT_TYPE, "application/json")
					.body("{\"status\":\"success\",\"data\":{\"currency\":\"GHS\"}}")
					.build()));
		assertThat(template().getCreditBalance().currency()).isEqualTo("GHS");
		assertThat(smsGist.requests()).isEmpty();
	}

	private SmsGistTemplate template() {
		return MockSmsGist.templates(this.application, smsGist.connection()).build();
	}

}
