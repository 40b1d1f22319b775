package io.github.smsgist.benchmarks;

import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.smsgist.autoconfigure.SmsGistWebClientBuilderCustomizer;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxSentEvent;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application with an outbox, which takes one part: it stores messages in the
 * transactions of orders, it sends what is stored, or it does both at leisure.
 */
final class Outbox {

	private static final int WARM_UP_ORDERS = 3_000;

	private static final int ORDERS_AT_LEISURE = 200;

	private static final long LEISURE = 50;

	private final ConfigurableApplicationContext application;

	private final SmsGistOutbox outbox;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private Outbox(ConfigurableApplicationContext application) {
		this.application = application;
		this.outbox = application.getBean(SmsGistOutbox.class);
		this.jdbc = application.getBean(JdbcTemplate.class);
		this.transaction = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
	}

	/**
	 * Take one part.
	 * @param args {@code store}, {@code send} or {@code leisure}; the server's address;
	 * the name of the measurement; the number of messages; properties
	 */
	public static void main(String[] args) throws InterruptedException {
		String part = args[0];
		Outbox outbox = new Outbox(
				start(URI.create(args[1]), part.equals("store"), Arrays.copyOfRange(args, 4, args.length)));
		Measurement measurement = new Measurement().with("client", args[2] + "-" + part);
		switch (part) {
			case "store" -> outbox.store(Integer.parseInt(args[3]), measurement);
			case "send" -> outbox.send(measurement);
			case "leisure" -> outbox.leisure(measurement);
			default -> throw new IllegalArgumentException(part);
		}
		measurement.print();
		System.exit(0);
	}

	private static ConfigurableApplicationContext start(URI url, boolean storeOnly, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(Stream
				.concat(Stream.of("spring.main.banner-mode=off", "logging.level.root=warn", "smsgist.base-url=" + url,
						"smsgist.client-id=" + Sample.CLIENT_ID, "smsgist.client-secret=" + Sample.CLIENT_SECRET,
						"smsgist.app-secret-key=" + Sample.APP_SECRET_KEY, "smsgist.jdbc.initialize-schema=always",
						"smsgist.rate-limiter.limit-for-period=1000000000", "smsgist.outbox.worker.threads=16",
						"smsgist.outbox.worker.enabled=" + !storeOnly), Arrays.stream(properties))
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	private void store(int messages, Measurement measurement) {
		this.jdbc.execute("drop table if exists orders");
		this.jdbc.execute("create table orders (id varchar(50) primary key)");
		orders(WARM_UP_ORDERS, true);
		this.jdbc.update("delete from smsgist_outbox");
		this.jdbc.update("delete from smsgist_sent");
		measurement.with("cpuMicrosAlone", orders(messages, false)).with("cpuMicros", orders(messages, true));
	}

	/**
	 * Store orders, each in a transaction.
	 * @return the microseconds of processor time an order
	 */
	private double orders(int number, boolean withMessage) {
		long before = Meters.processorNanos();
		for (int i = 0; i < number; i++) {
			order(UUID.randomUUID().toString(), withMessage);
		}
		return (Meters.processorNanos() - before) / 1e3 / number;
	}

	private void order(String id, boolean withMessage) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("insert into orders (id) values (?)", id);
			if (withMessage) {
				this.outbox
					.sendSms(SmsMessage.builder().to(Sample.RECIPIENT).message(Sample.TEXT).idempotencyKey(id).build());
			}
		});
	}

	/**
	 * Until nothing is left, with the other workers there are.
	 */
	private void send(Measurement measurement) throws InterruptedException {
		long before = Meters.processorNanos();
		while (this.outbox.summary().pending() + this.outbox.summary().sending() > 0) {
			Thread.sleep(500);
		}
		Application sending = this.application.getBean(Application.class);
		measurement.with("messages", sending.sent.get())
			.with("firstMillis", sending.firstSent.get())
			.with("lastMillis", sending.lastSent.get())
			.with("cpuMicros", (Meters.processorNanos() - before) / 1e3 / sending.sent.get());
	}

	/**
	 * One order after the other, with nothing else to do in between.
	 */
	private void leisure(Measurement measurement) throws InterruptedException {
		Application sending = this.application.getBean(Application.class);
		Latencies latencies = new Latencies();
		for (int i = -ORDERS_AT_LEISURE; i < ORDERS_AT_LEISURE; i++) {
			String id = UUID.randomUUID().toString();
			order(id, true);
			long committedAt = System.nanoTime();
			Thread.sleep(LEISURE);
			while (!sending.requestedAt.containsKey(id)) {
				Thread.sleep(1);
			}
			if (i >= 0) {
				latencies.record(Math.max(0, sending.requestedAt.get(id) - committedAt));
			}
		}
		measurement.with("p50Micros", latencies.micros(0.5)).with("p95Micros", latencies.micros(0.95));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final ConcurrentMap<String, Long> requestedAt = new ConcurrentHashMap<>();

		private final AtomicLong sent = new AtomicLong();

		private final AtomicLong firstSent = new AtomicLong();

		private final AtomicLong lastSent = new AtomicLong();

		@Bean
		SmsGistWebClientBuilderCustomizer timeOfRequests() {
			return (builder) -> builder.filter((request, next) -> {
				this.requestedAt.put(String.valueOf(request.headers().getFirst("X-Idempotency-Key")),
						System.nanoTime());
				return next.exchange(request);
			});
		}

		@EventListener
		void sent(OutboxSentEvent event) {
			this.sent.incrementAndGet();
			long now = System.currentTimeMillis();
			this.firstSent.compareAndSet(0, now);
			this.lastSent.accumulateAndGet(now, Math::max);
		}

	}

}
