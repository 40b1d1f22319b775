package io.github.smsgist.benchmarks;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SendResult;
import io.github.smsgist.model.SmsMessage;
import reactor.core.publisher.Flux;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Many messages in one stream: how much memory that takes, and how much of a limited pace
 * goes unused.
 */
final class Bulk {

	private static final int SAMPLES = 10;

	private Bulk() {
	}

	/**
	 * Send in bulk.
	 * @param args the server's address, the number of messages, how many a second may be
	 * sent (0 for no limit), how many milliseconds the server takes
	 */
	public static void main(String[] args) throws InterruptedException {
		URI url = URI.create(args[0]);
		int messages = Integer.parseInt(args[1]);
		int perSecond = Integer.parseInt(args[2]);
		new MockControl(url).set(Integer.parseInt(args[3]), false);
		ConfigurableApplicationContext application = (perSecond > 0)
				? SpringClients.start(url, "smsgist.rate-limiter.limit-for-period=" + perSecond)
				: SpringClients.start(url);
		ReactiveSmsGistOperations operations = application.getBean(ReactiveSmsGistOperations.class);
		operations.sendSms(messages("warm-up", 20_000)).blockLast();

		Results results = new Results();
		operations.sendSms(messages("bulk", messages)).subscribe(results::add);
		Measurement measurement = new Measurement().with("messages", messages).with("perSecondAllowed", perSecond);
		// Looking at the heap stops the world, which a pace that is measured must not
		// see.
		int samples = (perSecond > 0) ? 0 : SAMPLES;
		for (int i = 1; i <= samples; i++) {
			results.await(messages / 100L * (i * 100L / SAMPLES - 1));
			measurement.with("liveKilobytes" + i, Meters.liveBytes() / 1024);
		}
		results.await(messages);
		double seconds = (results.lastAt - results.firstAt) / 1e9;
		measurement.with("failures", results.failures.get())
			.with("seconds", seconds)
			.with("perSecond", (messages - 1) / seconds);
		if (perSecond > 0) {
			measurement.with("idleShare", 1 - (messages - 1) / (perSecond * seconds));
		}
		measurement.print();
		System.exit(0);
	}

	private static Flux<SmsMessage> messages(String run, int number) {
		return Flux.range(0, number)
			.map((i) -> SmsMessage.builder()
				.to(Sample.RECIPIENT)
				.message(Sample.TEXT)
				.idempotencyKey(run + "-" + i)
				.build());
	}

	private static final class Results {

		private final AtomicLong count = new AtomicLong();

		private final AtomicLong failures = new AtomicLong();

		private volatile long firstAt;

		private volatile long lastAt;

		/**
		 * The stream hands over one result after the other.
		 */
		void add(SendResult<SmsMessage> result) {
			this.lastAt = System.nanoTime();
			if (this.count.get() == 0) {
				this.firstAt = this.lastAt;
			}
			if (!(result instanceof SendResult.Sent)) {
				this.failures.incrementAndGet();
			}
			this.count.incrementAndGet();
		}

		void await(long count) throws InterruptedException {
			while (this.count.get() < count) {
				Thread.sleep(5);
			}
		}

	}

}
