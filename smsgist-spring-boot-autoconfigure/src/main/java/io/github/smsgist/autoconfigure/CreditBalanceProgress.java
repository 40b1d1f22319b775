package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * {@link CallListener} that follows the calls for the credit balance. A health check must
 * not wait until one has its turn, nor report an outage meanwhile, and after its timeout
 * it reports what failed, if an attempt has.
 */
final class CreditBalanceProgress implements CallListener {

	/**
	 * Upper bound of the usual wait for a permit.
	 */
	private static final Duration USUAL_WAIT = Duration.ofMillis(500);

	private final Set<MonoSink<?>> readers = ConcurrentHashMap.newKeySet();

	private volatile @Nullable SmsGistException lastFailure;

	@Override
	public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
		if (isForBalance(client, call.operation())
				&& (reason == WaitReason.PAUSE || (reason == WaitReason.PERMIT && wait.compareTo(USUAL_WAIT) > 0))) {
			SmsGistRateLimitException heldBack = heldBack(call, wait, reason);
			this.readers.forEach((reader) -> reader.error(heldBack));
		}
	}

	@Override
	public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
		if (isForBalance(client, failure.getOperation())) {
			this.lastFailure = failure;
		}
	}

	private static boolean isForBalance(ClientStatus client, Operation operation) {
		return operation == Operation.GET_CREDIT_BALANCE && client.name().equals(SmsGistTemplateBuilder.DEFAULT_NAME);
	}

	private static SmsGistRateLimitException heldBack(Call call, Duration wait, WaitReason reason) {
		long seconds = TimeUnit.MILLISECONDS.toSeconds(wait.toMillis()) + 1;
		String why = (reason == WaitReason.PAUSE) ? "SMSGist asked to wait for another %s s"
				: "other calls hold the permits of the rate limiter for another %s s";
		return new SmsGistRateLimitException(call.failed(0, Outcome.NOT_PROCESSED), wait, why.formatted(seconds), null);
	}

	/**
	 * Return a {@link Mono} for a new reader that fails as soon as a call for the balance
	 * has to wait for its turn.
	 * @param <T> the type, of which nothing is emitted
	 * @return a {@link Mono} that neither emits nor completes
	 */
	<T> Mono<T> failOnWait() {
		return Mono.create((reader) -> {
			this.lastFailure = null;
			this.readers.add(reader);
			reader.onDispose(() -> this.readers.remove(reader));
		});
	}

	/**
	 * Return the exception for a reader that has waited long enough: what failed last, or
	 * else that there was no answer.
	 */
	Exception late() {
		SmsGistException failure = this.lastFailure;
		return (failure != null) ? failure : new TimeoutException();
	}

}
