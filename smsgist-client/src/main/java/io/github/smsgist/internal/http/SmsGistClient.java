package io.github.smsgist.internal.http;

import java.util.function.Supplier;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.json.MalformedJsonException;
import io.github.smsgist.internal.resilience.Attempt;
import io.github.smsgist.token.TokenEncryptor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * HTTP client for the SMSGist API. Makes one request per call, without retries or limits.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class SmsGistClient {

	private static final String CONTENT_TYPE = "content-type";

	private static final String IDEMPOTENCY_KEY = "x-idempotency-key";

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private static final boolean REACTOR_NETTY = ClassUtils.isPresent("reactor.netty.http.client.HttpClientRequest",
			SmsGistClient.class.getClassLoader());

	/**
	 * Large enough for the status of a message to tens of thousands of recipients.
	 */
	private static final int MAX_BODY_SIZE = 16 * 1024 * 1024;

	private static final byte[] NO_BODY = {};

	private final Supplier<WebClient.Builder> webClientBuilder;

	private final Supplier<SmsGistConnection> connection;

	private final TokenEncryptor tokenEncryptor;

	private volatile @Nullable Endpoint endpoint;

	/**
	 * Create a client.
	 * @param webClientBuilder supplies a builder for each new connection, which is not
	 * modified. Its client must not follow redirects
	 * @param connection supplies the connection for each request, so that changed
	 * credentials take effect immediately
	 * @param tokenEncryptor creates the bearer tokens
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
	 * @param request the request
	 * @param attempt the attempt
	 * @return the data of the answer, or an {@link SmsGistException}
	 */
	public <T> Mono<T> exchange(Request<T> request, Attempt attempt) {
		String problem = "its connection details could not be used";
		try {
			Endpoint endpoint = endpoint();
			problem = "its bearer token could not be made";
			BearerToken.Value token = endpoint.token.get();
			problem = "its request could not be made";
			Failures failures = new Failures(attempt, endpoint, token, request.privateTexts);
			return prepare(endpoint, token, request, attempt).retrieve()
				.onStatus((status) -> !status.is2xxSuccessful(), (response) -> Mono.empty())
				.toEntityFlux(BodyExtractors.toDataBuffers())
				.flatMap((answer) -> read(answer, request, failures))
				.doOnNext((answer) -> token.accepted())
				.onErrorMap(Exception.class, (failure) -> toException(failure, failures));
		}
		catch (RuntimeException ex) {
			return Mono.error(Failures.unsent(attempt, problem, ex));
		}
	}

	private WebClient.RequestHeadersSpec<?> prepare(Endpoint endpoint, BearerToken.Value token, Request<?> request,
			Attempt attempt) {
		WebClient.RequestBodySpec spec = endpoint.webClient.method(Endpoint.method(request.operation))
			.uri(endpoint.uri(request.operation, request.messageId))
			.attribute(URI_TEMPLATE, Endpoint.template(request.operation))
			.httpRequest((message) -> {
				checkAnswers(message);
				endpoint.addHeaders(message.getHeaders(), token);
			});
		String key = attempt.call().idempotencyKey();
		if (key != null) {
			spec.headers((headers) -> headers.set(IDEMPOTENCY_KEY, key));
		}
		return (request.body != null) ? spec.body(json(request.body)) : spec;
	}

	private static void checkAnswers(ClientHttpRequest request) {
		if (REACTOR_NETTY) {
			InOrderAnswers.addTo(request);
		}
	}

	/**
	 * Write the bytes directly, because the application may have changed the codecs.
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

	/**
	 * Read the bytes whatever the content type says.
	 */
	private static <T> Mono<T> read(ResponseEntity<Flux<DataBuffer>> answer, Request<T> request, Failures failures) {
		HttpStatusCode status = answer.getStatusCode();
		Flux<DataBuffer> content = answer.getBody();
		Assert.state(content != null, "No content");
		Mono<byte[]> body = DataBufferUtils.join(content, MAX_BODY_SIZE)
			.map(SmsGistClient::bytes)
			.defaultIfEmpty(NO_BODY);
		if (status.is2xxSuccessful()) {
			return body.map((bytes) -> data(bytes, request, failures, status.value()));
		}
		return body.onErrorReturn(NO_BODY).map((bytes) -> {
			throw failures.refused(status.value(), answer.getHeaders(), bytes);
		});
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return Gzip.decompress(bytes, MAX_BODY_SIZE);
	}

	private static <T> T data(byte[] bytes, Request<T> request, Failures failures, int status) {
		if (bytes.length == 0) {
			throw failures.unreadable(status, "it is empty");
		}
		try {
			JsonObject envelope = JsonObject.parse(bytes);
			String word = envelope.text("status");
			if (word != null && !word.equalsIgnoreCase("success")) {
				throw failures.contradictory(status, envelope);
			}
			JsonObject data = envelope.object("data");
			if (word == null || data == null) {
				throw new UnreadableAnswerException("it has no data");
			}
			return request.reader.apply(data);
		}
		catch (MalformedJsonException ex) {
			throw failures.unreadable(status, "it " + ex.getMessage());
		}
		catch (UnreadableAnswerException ex) {
			throw failures.unreadable(status, String.valueOf(ex.getMessage()));
		}
	}

	private static Throwable toException(Throwable failure, Failures failures) {
		if (failure instanceof SmsGistException) {
			return failure;
		}
		// A filter of the application may turn error answers into exceptions. That of a
		// successful answer is Spring's, for a connection lost within it.
		if (failure instanceof WebClientResponseException refused && !refused.getStatusCode().is2xxSuccessful()) {
			return failures.refused(refused.getStatusCode().value(), refused.getHeaders(),
					refused.getResponseBodyAsByteArray());
		}
		return failures.unanswered(failure);
	}

}
