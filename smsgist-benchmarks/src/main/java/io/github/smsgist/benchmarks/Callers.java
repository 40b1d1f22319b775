package io.github.smsgist.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * A number of callers who each make the next call as soon as the last is answered.
 */
final class Callers {

	private final LongAdder answered = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final Latencies latencies = new Latencies();

	private final CountDownLatch gone;

	private volatile boolean stopped;

	private volatile @Nullable Throwable lastFailure;

	private Callers(int callers) {
		this.gone = new CountDownLatch(callers);
	}

	static Callers start(Contestant contestant, int number) {
		Callers callers = new Callers(number);
		if (contestant instanceof Contestant.Reactive reactive) {
			for (int i = 0; i < number; i++) {
				callers.new ReactiveCaller(reactive).call();
			}
		}
		else if (contestant instanceof Contestant.Blocking blocking) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < number; i++) {
				threads.add(new Thread(() -> callers.callAndWait(blocking), "caller-" + i));
			}
			threads.forEach(Thread::start);
		}
		return callers;
	}

	long answered() {
		return this.answered.sum();
	}

	long failed() {
		return this.failed.sum();
	}

	Latencies latencies() {
		return this.latencies;
	}

	@Nullable Throwable lastFailure() {
		return this.lastFailure;
	}

	void stop() throws InterruptedException {
		this.stopped = true;
		this.gone.await();
	}

	private void callAndWait(Contestant.Blocking contestant) {
		while (!this.stopped) {
			long startedAt = System.nanoTime();
			try {
				contestant.send();
				succeeded(startedAt);
			}
			catch (RuntimeException ex) {
				failed(ex);
			}
		}
		this.gone.countDown();
	}

	private void succeeded(long startedAt) {
		this.latencies.record(System.nanoTime() - startedAt);
		this.answered.increment();
	}

	private void failed(Throwable failure) {
		this.lastFailure = failure;
		this.failed.increment();
	}

	/**
	 * Its own subscriber, call after call, so that it adds next to nothing to what is
	 * measured.
	 */
	private final class ReactiveCaller implements CoreSubscriber<Object> {

		private final Contestant.Reactive contestant;

		/**
		 * Calls that are due: more than one for a moment when an answer comes before
		 * {@code subscribe} returns, which a loop and not a recursion has to carry on.
		 */
		private final AtomicInteger due = new AtomicInteger();

		private long startedAt;

		ReactiveCaller(Contestant.Reactive contestant) {
			this.contestant = contestant;
		}

		void call() {
			if (this.due.getAndIncrement() > 0) {
				return;
			}
			do {
				if (Callers.this.stopped) {
					Callers.this.gone.countDown();
					return;
				}
				this.startedAt = System.nanoTime();
				this.contestant.send().subscribe(this);
			}
			while (this.due.decrementAndGet() > 0);
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(Object answer) {
		}

		@Override
		public void onError(Throwable failure) {
			failed(failure);
			call();
		}

		@Override
		public void onComplete() {
			succeeded(this.startedAt);
			call();
		}

	}

}
