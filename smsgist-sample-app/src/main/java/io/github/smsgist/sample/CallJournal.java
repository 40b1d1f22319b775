package io.github.smsgist.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.github.smsgist.autoconfigure.SmsGistWebClientBuilderCustomizer;
import io.github.smsgist.client.Call;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The last calls that send something, with each of their requests and what they wait for,
 * so that resilience can be seen at work. The starter lets it look at what goes over the
 * wire, as a customizer, and tells it of the waits, as a listener.
 */
@Component
class CallJournal implements SmsGistWebClientBuilderCustomizer, CallListener {

	static final int MAX_CALLS = 50;

	private static final int MAX_ATTEMPTS = 20;

	private final ConsoleStream stream;

	private final ArrayDeque<RecordedCall> calls = new ArrayDeque<>();

	private long version;

	private long count;

	CallJournal(ConsoleStream stream) {
		this.stream = stream;
	}

	@Override
	public void customize(WebClient.Builder builder) {
		builder.filter(this::exchange);
	}

	/**
	 * Return all calls, oldest first.
	 * @return the calls as they are now
	 */
	synchronized List<ShownCall> calls() {
		return this.calls.stream().map((call) -> call.show(this.version)).toList();
	}

	@Override
	public synchronized void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
		String key = call.idempotencyKey();
		if (key != null) {
			RecordedCall recorded = recorded(operation(call.operation()), key);
			recorded.waiting = new ShownCall.Wait(wait.toMillis(), reason.name().toLowerCase(Locale.ROOT));
			changed(recorded);
		}
	}

	@Override
	public synchronized void failed(ClientStatus client, SmsGistException failure) {
		RecordedCall recorded = find(failure.idempotencyKey());
		if (recorded != null) {
			recorded.waiting = null;
			changed(recorded);
		}
	}

	private Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next) {
		if (!HttpMethod.POST.equals(request.method())) {
			return next.exchange(request);
		}
		RecordedAttempt attempt = begin(operation(operation(request.url().getPath())),
				request.headers().getFirst("X-Idempotency-Key"));
		return next.exchange(request)
			.doOnNext((response) -> end(attempt, response.statusCode().value(),
					response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER), null))
			.doOnError((failure) -> end(attempt, null, null, "the connection broke"))
			.doOnCancel(() -> end(attempt, null, null, "it took too long"));
	}

	private static Operation operation(String path) {
		if (path.endsWith("/retry")) {
			return Operation.RETRY_MESSAGE;
		}
		return path.contains("/email/") ? Operation.SEND_EMAIL : Operation.SEND_SMS;
	}

	private static String operation(Operation operation) {
		return StringUtils.capitalize(operation.phrase());
	}

	private synchronized RecordedAttempt begin(String operation, @Nullable String key) {
		RecordedCall call = recorded(operation, key);
		call.waiting = null;
		RecordedAttempt attempt = new RecordedAttempt(call);
		if (call.attempts.size() == MAX_ATTEMPTS) {
			call.attempts.remove(0);
		}
		call.attempts.add(attempt);
		changed(call);
		return attempt;
	}

	private RecordedCall recorded(String operation, @Nullable String key) {
		RecordedCall call = find(key);
		if (call == null) {
			call = new RecordedCall(++this.count, operation, key);
			this.calls.addLast(call);
			if (this.calls.size() > MAX_CALLS) {
				this.calls.removeFirst();
			}
		}
		return call;
	}

	private @Nullable RecordedCall find(@Nullable String key) {
		return (key != null)
				? this.calls.stream().filter((call) -> Objects.equals(call.key, key)).findFirst().orElse(null) : null;
	}

	private synchronized void end(RecordedAttempt attempt, @Nullable Integer status, @Nullable String retryAfter,
			@Nullable String noAnswer) {
		if (attempt.endedAt != null) {
			return;
		}
		attempt.endedAt = Instant.now();
		attempt.status = status;
		attempt.retryAfter = retryAfter;
		attempt.noAnswer = noAnswer;
		changed(attempt.call);
	}

	private void changed(RecordedCall call) {
		this.version++;
		this.stream.publish("call", call.show(this.version));
	}

	private static final class RecordedCall {

		private final long id;

		private final String operation;

		private final @Nullable String key;

		private final List<RecordedAttempt> attempts = new ArrayList<>();

		private ShownCall.@Nullable Wait waiting;

		RecordedCall(long id, String operation, @Nullable String key) {
			this.id = id;
			this.operation = operation;
			this.key = key;
		}

		ShownCall show(long version) {
			List<ShownCall.Attempt> shown = new ArrayList<>(this.attempts.size());
			Instant lastAnswer = null;
			for (RecordedAttempt attempt : this.attempts) {
				Long gap = (lastAnswer != null) ? Duration.between(lastAnswer, attempt.startedAt).toMillis() : null;
				shown.add(new ShownCall.Attempt(attempt.startedAt, gap, attempt.status, attempt.retryAfter,
						attempt.noAnswer));
				lastAnswer = attempt.endedAt;
			}
			return new ShownCall(this.id, version, this.operation, this.key, shown, this.waiting);
		}

	}

	private static final class RecordedAttempt {

		private final RecordedCall call;

		private final Instant startedAt = Instant.now();

		private @Nullable Instant endedAt;

		private @Nullable Integer status;

		private @Nullable String retryAfter;

		private @Nullable String noAnswer;

		RecordedAttempt(RecordedCall call) {
			this.call = call;
		}

	}

}
