package io.github.smsgist.benchmarks;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.ReactiveSmsGistOperations;
import reactor.core.Disposable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * How many threads and how much memory sends take that are under way or wait their turn.
 */
final class InFlight {

	private static final int FEW = 64;

	private static final int MANY = 10_000;

	private static final int WAITING = 20_000;

	private InFlight() {
	}

	public static void main(String[] args) throws InterruptedException {
		URI url = URI.create(args[0]);
		MockControl mock = new MockControl(url);
		Measurement measurement = new Measurement();
		try (ConfigurableApplicationContext application = SpringClients.start(url)) {
			mock.set(0, false);
			burst(application, FEW);
			mock.set(1000, false);
			measurement.with("threadsAt64", burst(application, FEW).threads());
			Burst many = burst(application, MANY);
			measurement.with("threadsAt10000", many.threads()).with("failuresAt10000", many.failures());
		}
		mock.set(0, false);
		try (ConfigurableApplicationContext application = SpringClients.start(url,
				"smsgist.rate-limiter.limit-for-period=1", "smsgist.rate-limiter.timeout-duration=1d",
				"smsgist.retry.max-duration=1d")) {
			measurement.with("bytesPerWaitingSend", bytesPerWaitingSend(application));
		}
		measurement.print();
		System.exit(0);
	}

	private static Burst burst(ConfigurableApplicationContext application, int sends) throws InterruptedException {
		ReactiveSmsGistOperations operations = application.getBean(ReactiveSmsGistOperations.class);
		AtomicInteger left = new AtomicInteger(sends);
		AtomicInteger failures = new AtomicInteger();
		for (int i = 0; i < sends; i++) {
			operations.sendSms(Sample.MESSAGE).subscribe((receipt) -> left.decrementAndGet(), (failure) -> {
				if (failures.incrementAndGet() == 1) {
					System.err.println("A send failed: " + failure);
				}
				left.decrementAndGet();
			});
		}
		int threads = 0;
		while (left.get() > 0) {
			threads = Math.max(threads, Meters.threads());
			Thread.sleep(20);
		}
		return new Burst(threads, failures.get());
	}

	private static long bytesPerWaitingSend(ConfigurableApplicationContext application) throws InterruptedException {
		ReactiveSmsGistOperations operations = application.getBean(ReactiveSmsGistOperations.class);
		operations.sendSms(Sample.MESSAGE).block();
		long before = Meters.liveBytes();
		Disposable[] sends = new Disposable[WAITING];
		for (int i = 0; i < WAITING; i++) {
			sends[i] = operations.sendSms(Sample.MESSAGE).subscribe();
		}
		// The first of them are on the wire for a moment.
		Thread.sleep(1000);
		long waiting = Arrays.stream(sends).filter((send) -> !send.isDisposed()).count();
		if (waiting < WAITING - 5) {
			throw new IllegalStateException("Only %d sends wait".formatted(waiting));
		}
		long after = Meters.liveBytes();
		for (Disposable send : sends) {
			send.dispose();
		}
		return (after - before) / WAITING;
	}

	private record Burst(int threads, int failures) {

	}

}
