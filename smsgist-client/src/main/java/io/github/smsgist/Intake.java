package io.github.smsgist;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Takes messages from a source until the end. {@link Flux#takeUntilOther(Publisher)}
 * drops a message that the source hands over at that moment: it would be neither sent nor
 * reported. Here the end waits until the source has returned.
 *
 * @param <M> the type of the messages
 */
final class Intake<M> implements CoreSubscriber<M>, Subscription {

	private final CoreSubscriber<? super M> messages;

	private final Mono<Void> end;

	private final Disposable.Swap untilEnd = Disposables.swap();

	private final AtomicBoolean ended = new AtomicBoolean();

	/**
	 * Calls of the source, or by it, that have not returned, and one until the end.
	 */
	private final AtomicInteger open = new AtomicInteger(1);

	private @Nullable Throwable failure;

	private Subscription source = Operators.emptySubscription();

	private Intake(CoreSubscriber<? super M> messages, Mono<Void> end) {
		this.messages = messages;
		this.end = end;
	}

	static <M> Flux<M> until(Mono<Void> end, Publisher<M> source) {
		return Flux.from(source).transform(Operators.<M, M>lift((scannable, messages) -> new Intake<>(messages, end)));
	}

	@Override
	public Context currentContext() {
		return this.messages.currentContext();
	}

	@Override
	public void onSubscribe(Subscription source) {
		this.source = source;
		this.open.incrementAndGet();
		this.untilEnd.update(this.end.doOnTerminate(source::cancel).subscribe(null, this::onError, this::onComplete));
		this.messages.onSubscribe(this);
		leave();
	}

	@Override
	public void onNext(M message) {
		if (enter()) {
			this.messages.onNext(message);
			leave();
		}
		else {
			Operators.onNextDropped(message, currentContext());
		}
	}

	@Override
	public void onError(Throwable failure) {
		if (!tryEnd(failure)) {
			Operators.onErrorDropped(failure, currentContext());
		}
	}

	@Override
	public void onComplete() {
		tryEnd(null);
	}

	@Override
	public void request(long count) {
		if (enter()) {
			this.source.request(count);
			leave();
		}
	}

	@Override
	public void cancel() {
		this.untilEnd.dispose();
		this.source.cancel();
	}

	private boolean tryEnd(@Nullable Throwable failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return false;
		}
		this.failure = failure;
		this.untilEnd.dispose();
		leave();
		return true;
	}

	private boolean enter() {
		return this.open.getAndUpdate((open) -> (open > 0) ? open + 1 : 0) > 0;
	}

	private void leave() {
		if (this.open.decrementAndGet() > 0) {
			return;
		}
		Throwable failure = this.failure;
		if (failure != null) {
			this.messages.onError(failure);
		}
		else {
			this.messages.onComplete();
		}
	}

}
