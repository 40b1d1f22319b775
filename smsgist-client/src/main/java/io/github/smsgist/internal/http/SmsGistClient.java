package io.github.smsgist.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.http.Json.Envelope;
import io.github.smsgist.internal.resilience.Attempt;
import io.github.smsgist.token.TokenEncryptor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Makes one request to SMSGist and reads the answer, which is either the data asked for
 * or an {@link SmsGistException}. It repeats nothing and waits for nothing. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SmsGistClient {

	private static final String CONTENT_TYPE = "content-type";

	private static final String IDEMPOTENCY_KEY = "x-idempotency-key";

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private static final boolean REACTOR_NETTY = ClassUtils.isPresent("reactor.netty.http.client.HttpClientRequest",
			SmsGistClient.class.getClassLoader());

	private static final byte[] NOTHING = {};

	private final Supplier<WebClient.Builder> webClientBuilder;

	private final Supplier<SmsGistConnection> connection;

	private final TokenEncryptor tokenEncryptor;

	private volatile @Nullable Endpoint endpoint;

	/**
	 * Create a client.
	 * @param webClientBuilder asked for the first request over each connection what to
	 * make requests with, and left as it is. It must not follow redirects
	 * @param connection where the service is, asked before every request, so that changed
	 * credentials take effect at once
	 * @param tokenEncryptor makes the bearer token, once for each connection and again
	 * when it has expired, unless it makes one for each request
	 */
	public SmsGistClient(Supplier<WebClient.Builder> webClientBuilder, Supplier<SmsGistConnection> connection,
			TokenEncryptor tokenEncryptor) {
		this.webClientBuilder = webClientBuilder;
		this.connection = connection;
		this.tokenEncryptor = tokenEncryptor;
	}

	/**
	 * Make one request.
	 * @param <T> the type of the answer
	 * @param request what to ask
	 * @param attempt which attempt this is
	 * @return the answer's data, or an {@link SmsGistException}
	 */
	public <T> Mono<T> exchange(Request<T> request, Attempt attempt) {
		try {
			Endpoint endpoint = endpoint();
			BearerToken.Value token = endpoint.token.get();
			List<String> privateTexts = privateTexts(endpoint, token, request);
			BooleanSupplier expire = () -> endpoint.token.expire(token) && !attempt.tokenRenewed();
			return prepare(endpoint, token, request, attempt)
				.exchangeToMono((response) -> read(response, privateTexts, expire, request, attempt))
				.doOnNext((answer) -> token.accepted())
				.onErrorMap(Exception.class, (failure) -> explain(failure, privateTexts, expire, attempt));
		}
		catch (RuntimeException ex) {
			return Mono.error(Failures.unsent(attempt, ex));
		}
	}

	private WebClient.RequestHeadersSpec<?> prepare(Endpoint endpoint, BearerToken.Value token, Request<?> request,
			Attempt attempt) {
		WebClient.RequestBodySpec spec = endpoint.webClient.method(Endpoint.method(request.operation))
			.uri(endpoint.uri(request.operation, request.messageId))
			.httpRequest(SmsGistClient::watch)
			.attribute(URI_TEMPLATE, Endpoint.template(request.operation))
			.headers((headers) -> {
				// The application may have set some for each of its requests.
				Endpoint.HEADERS.forEach(headers::remove);
				headers.set(Endpoint.AUTHORIZATION, token.header());
				if (attempt.call().idempotencyKey() != null) {
					headers.set(IDEMPOTENCY_KEY, attempt.call().idempotencyKey());
				}
			});
		return (request.body != null) ? spec.body(json(request.body)) : spec;
	}

	private static void watch(ClientHttpRequest request) {
		if (REACTOR_NETTY) {
			InOrderAnswers.watch(request);
		}
	}

	/**
	 * The bytes as they are: codecs that the application has changed take no part in it.
	 */
	private static BodyInserter<Object, ReactiveHttpOutputMessage> json(byte[] bytes) {
		return (message, context) -> {
			message.getHeaders().set(CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
			message.getHeaders().setContentLength(bytes.length);
			return message.writeWith(Mono.fromSupplier(() -> message.bufferFactory().wrap(bytes)));
		};
	}

	private Endpoint endpoint() {
		SmsGistConnection connection = this.connection.get();
		Endpoint endpoint = this.endpoint;
		if (endpoint == null || !endpoint.connection.equals(connection)) {
			endpoint = new Endpoint(connection, this.tokenEncryptor, this.webClientBuilder.get());
			this.endpoint = endpoint;
		}
		return endpoint;
	}

	private <T> Mono<T> read(ClientResponse response, List<String> privateTexts, BooleanSupplier expire,
			Request<T> request, Attempt attempt) {
		int status = response.statusCode().value();
		Mono<byte[]> body = body(response);
		if (response.statusCode().is2xxSuccessful()) {
			return body.map((bytes) -> data(bytes, privateTexts, request, attempt, status));
		}
		return body.onErrorReturn(NOTHING).map((bytes) -> {
			throw Failures.refused(attempt, privateTexts, expire, status, response.headers().asHttpHeaders(), bytes);
		});
	}

	/**
	 * The bytes as they come, whatever they are said to be: a content type that is none
	 * must not hide what the status says.
	 */
	private static Mono<byte[]> body(ClientResponse response) {
		return response.body((message, context) -> message.getBody().collect(AnswerBytes::new, AnswerBytes::add))
			.map(AnswerBytes::toByteArray);
	}

	private <T> T data(byte[] bytes, List<String> privateTexts, Request<T> request, Attempt attempt, int status) {
		if (bytes.length == 0) {
			throw Failures.garbled(attempt, status, "it is empty");
		}
		Envelope<T> envelope;
		try {
			envelope = Json.read(bytes, request.answerType);
		}
		catch (DatabindException ex) {
			throw Failures.garbled(attempt, status, "it is not of the documented form");
		}
		catch (JacksonException ex) {
			throw Failures.garbled(attempt, status, "it is not JSON");
		}
		if (envelope != null && envelope.isSuccess() && envelope.data() != null) {
			return envelope.data();
		}
		if (envelope == null || envelope.status() == null || envelope.isSuccess()) {
			throw Failures.garbled(attempt, status, "it has no data");
		}
		throw Failures.contradictory(attempt, privateTexts, status, envelope);
	}

	private static Throwable explain(Throwable failure, List<String> privateTexts, BooleanSupplier expire,
			Attempt attempt) {
		if (failure instanceof SmsGistException) {
			return failure;
		}
		// A filter of the application's may turn error answers into exceptions.
		if (failure instanceof WebClientResponseException refused) {
			return Failures.refused(attempt, privateTexts, expire, refused.getStatusCode().value(),
					refused.getHeaders(), refused.getResponseBodyAsByteArray());
		}
		return Failures.unanswered(attempt, failure);
	}

	/**
	 * What may not appear in an exception even if the service repeats it.
	 */
	private static List<String> privateTexts(Endpoint endpoint, BearerToken.Value token, Request<?> request) {
		List<String> privateTexts = new ArrayList<>(request.privateTexts);
		privateTexts.add(token.text());
		privateTexts.add(endpoint.connection.clientSecret());
		privateTexts.add(endpoint.connection.appSecretKey());
		return privateTexts;
	}

}
