package io.github.smsgist.experiment;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many callers, blocking and reactive, send through a service that misbehaves in every
 * way it can; then what they were told is held against what the service has.
 */
final class Chaos {

	private static final int CALLERS = 64;

	private final int messages;

	private final long seed;

	private final Map<String, String> reported = new ConcurrentHashMap<>();

	Chaos(int messages, long seed) {
		this.messages = messages;
		this.seed = seed;
	}

	Report run() throws InterruptedException {
		try (SmsGistSandbox sandbox = SmsGistSandbox.builder().balance("1000000").start();
				ClientApplication patient = ClientApplication.start(sandbox,
						"smsgist.rate-limiter.limit-for-period=5000");
				ClientApplication client = ClientApplication.start(sandbox, "smsgist.http.read-timeout=250ms",
						"smsgist.rate-limiter.limit-for-period=5000", "smsgist.rate-limiter.adaptive=false",
						"smsgist.retry.max-attempts=5", "smsgist.retry.initial-backoff=20ms",
						"smsgist.retry.max-backoff=200ms", "smsgist.retry.max-duration=20s")) {
			misbehave(sandbox);
			sendAll(client);
			Map<String, String> told = Map.copyOf(this.reported);
			Set<String> onServer = keys(sandbox);
			long duplicates = sandbox.messageCount() - onServer.size();
			sandbox.faults().clear();
			this.reported.values().removeIf((outcome) -> !outcome.equals("sent"));
			sendAll(patient);
			return new Report(this.messages, count(told, "sent"), count(told, "unknown"), count(told, "not processed"),
					told.entrySet()
						.stream()
						.filter((e) -> e.getValue().equals("sent") && !onServer.contains(e.getKey()))
						.count(),
					told.entrySet()
						.stream()
						.filter((e) -> e.getValue().equals("not processed") && onServer.contains(e.getKey()))
						.count(),
					duplicates, sandbox.messageCount(), keys(sandbox).size(), sandbox.requestCount());
		}
	}

	private void misbehave(SmsGistSandbox sandbox) {
		long seed = this.seed;
		sandbox.faults().rate(0.03, seed++).tooManyRequests();
		sandbox.faults().rate(0.001, seed++).tooManyRequests(Duration.ofSeconds(1));
		sandbox.faults().rate(0.02, seed++).error(500);
		sandbox.faults().rate(0.02, seed++).error(503);
		sandbox.faults().rate(0.02, seed++).resetBeforeProcessing();
		sandbox.faults().rate(0.04, seed++).loseAnswer();
		sandbox.faults().rate(0.02, seed++).junk();
		sandbox.faults().rate(0.02, seed++).halfAnswer();
		sandbox.faults().rate(0.05, seed++).delay(Duration.ofMillis(30));
		sandbox.faults().rate(0.01, seed).delay(Duration.ofMillis(400));
	}

	/**
	 * Send every message that is not reported yet, half of them by threads that wait and
	 * half without.
	 */
	private void sendAll(ClientApplication client) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(CALLERS / 2);
		IntStream.range(0, this.messages / 2)
			.filter(this::isOpen)
			.forEach((i) -> threads.execute(() -> sendBlocking(client.blocking(), i)));
		Flux.range(this.messages / 2, this.messages - this.messages / 2)
			.filter(this::isOpen)
			.flatMap((i) -> client.reactive()
				.sendSms(message(i))
				.doOnNext((receipt) -> sent(i, receipt))
				.onErrorResume(SmsGistException.class, (failure) -> {
					failed(i, failure);
					return Mono.empty();
				}), CALLERS / 2)
			.blockLast();
		threads.shutdown();
		if (!threads.awaitTermination(30, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The callers did not come to an end");
		}
	}

	private void sendBlocking(SmsGistOperations operations, int i) {
		try {
			sent(i, operations.sendSms(message(i)));
		}
		catch (SmsGistException ex) {
			failed(i, ex);
		}
	}

	private boolean isOpen(int i) {
		return !this.reported.containsKey(key(i));
	}

	private void sent(int i, SendReceipt receipt) {
		this.reported.put(key(i), key(i).equals(receipt.idempotencyKey()) ? "sent" : "sent under another key");
	}

	private void failed(int i, SmsGistException failure) {
		this.reported.put(key(i), (failure.getOutcome() == Outcome.UNKNOWN) ? "unknown" : "not processed");
	}

	private static SmsMessage message(int i) {
		return SmsMessage.builder().to("+233245972246").message("Message " + i).idempotencyKey(key(i)).build();
	}

	private static String key(int i) {
		return "chaos-" + i;
	}

	private static Set<String> keys(SmsGistSandbox sandbox) {
		return sandbox.messages().stream().map(SandboxMessage::idempotencyKey).collect(Collectors.toSet());
	}

	private static long count(Map<String, String> told, String outcome) {
		return told.values().stream().filter(outcome::equals).count();
	}

	/**
	 * What came out.
	 *
	 * @param messages how many messages there were
	 * @param sent how many were reported sent
	 * @param unknown how many were reported failed with an unknown outcome
	 * @param notProcessed how many were reported certainly not sent
	 * @param lost how many were reported sent and are not on the server
	 * @param wronglyDenied how many were reported certainly not sent and are on the
	 * server
	 * @param duplicates how many are on the server more than once
	 * @param onServerAfterResume how many are on the server after all failed ones were
	 * sent again with their keys
	 * @param keysAfterResume how many different ones of these
	 * @param requests how many requests the server saw
	 */
	record Report(int messages, long sent, long unknown, long notProcessed, long lost, long wronglyDenied,
			long duplicates, long onServerAfterResume, long keysAfterResume, long requests) {

	}

}
