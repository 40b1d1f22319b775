package io.github.smsgist.internal.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Several clients with endless work on one account, in simulated time: each has the real
 * {@link Pace} and {@link PauseGate}, and the service takes so many calls a second.
 */
final class PaceSimulation {

	private static final long ROUND_TRIP = TimeUnit.MILLISECONDS.toNanos(20);

	private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));

	private final List<Client> clients = new ArrayList<>();

	private final Random random;

	private final Service service;

	private final boolean adaptive;

	private final double ceiling;

	private long now = 1;

	PaceSimulation(int clients, double ceiling, boolean adaptive, Service service, long seed) {
		this.random = new Random(seed);
		this.service = service;
		this.adaptive = adaptive;
		this.ceiling = ceiling;
		for (int i = 0; i < clients; i++) {
			this.clients.add(new Client());
		}
	}

	Result run(int warmUpSeconds, int seconds) {
		this.clients.forEach((client) -> at(this.random.nextInt(100_000_000), client::next));
		runUntil(TimeUnit.SECONDS.toNanos(warmUpSeconds));
		this.clients.forEach(Client::forget);
		runUntil(TimeUnit.SECONDS.toNanos(warmUpSeconds + seconds));
		long accepted = this.clients.stream().mapToLong((client) -> client.accepted).sum();
		long refused = this.clients.stream().mapToLong((client) -> client.refused).sum();
		double squares = this.clients.stream()
			.mapToDouble((client) -> (double) client.accepted * client.accepted)
			.sum();
		return new Result(accepted / (this.service.perSecond * (double) seconds),
				refused / (double) (accepted + refused),
				(double) accepted * accepted / (this.clients.size() * squares));
	}

	/**
	 * Let the service's limit rise.
	 * @return after how many seconds nearly all of it is used
	 */
	int secondsUntilUsed(int warmUpSeconds, int risenPerSecond) {
		this.clients.forEach((client) -> at(this.random.nextInt(100_000_000), client::next));
		runUntil(TimeUnit.SECONDS.toNanos(warmUpSeconds));
		this.service.rise(risenPerSecond);
		for (int seconds = 1; seconds < 1000; seconds++) {
			this.clients.forEach(Client::forget);
			runUntil(TimeUnit.SECONDS.toNanos(warmUpSeconds + seconds));
			if (this.clients.stream().mapToLong((client) -> client.accepted).sum() >= 0.95 * risenPerSecond) {
				return seconds;
			}
		}
		throw new AssertionError("never");
	}

	private void runUntil(long end) {
		while (!this.events.isEmpty() && this.events.peek().at <= end) {
			Event event = this.events.poll();
			this.now = Math.max(this.now, event.at);
			event.action.run();
		}
		this.now = end;
	}

	private void at(long delay, Runnable action) {
		this.events.add(new Event(this.now + delay, action));
	}

	record Event(long at, Runnable action) {

	}

	record Result(double use, double refused, double fairness) {

		@Override
		public String toString() {
			return "use %.1f %%, 429s %.2f %%, fairness %.3f".formatted(this.use * 100, this.refused * 100,
					this.fairness);
		}

	}

	/**
	 * A token bucket: so many a second, and so many at once after a lull.
	 */
	static final class Service {

		private int perSecond;

		private double burst;

		private final double retryAfterSeconds;

		private double tokens;

		private long filledAt;

		Service(int perSecond, double burst, double retryAfterSeconds) {
			this.perSecond = perSecond;
			this.burst = burst;
			this.retryAfterSeconds = retryAfterSeconds;
			this.tokens = burst;
		}

		void rise(int perSecond) {
			this.perSecond = perSecond;
			this.burst = perSecond;
		}

		boolean take(long now) {
			this.tokens = Math.min(this.burst, this.tokens + (now - this.filledAt) / 1e9 * this.perSecond);
			this.filledAt = now;
			if (this.tokens < 1) {
				return false;
			}
			this.tokens--;
			return true;
		}

	}

	private final class Client {

		private final Pace pace = new Pace(() -> PaceSimulation.this.now, PaceSimulation.this.ceiling);

		private final PauseGate gate = new PauseGate(() -> PaceSimulation.this.now);

		private long nextPermitAt;

		private long accepted;

		private long refused;

		void forget() {
			this.accepted = 0;
			this.refused = 0;
		}

		/**
		 * One caller after the other takes a permit; each goes on when its time has come.
		 */
		void next() {
			long now = PaceSimulation.this.now;
			long pause = this.gate.remainingNanos();
			if (pause > 0) {
				at(pause, this::next);
				return;
			}
			long permit = Math.max(this.nextPermitAt, now);
			this.nextPermitAt = permit + (long) (1e9 / PaceSimulation.this.ceiling);
			long slot = PaceSimulation.this.adaptive ? this.pace.reserve(Long.MAX_VALUE) : 0;
			long wait = Math.max(permit - now, slot);
			at(wait, this::send);
		}

		private void send() {
			if (this.gate.remainingNanos() > 0) {
				next();
				return;
			}
			long startedAt = PaceSimulation.this.now;
			long way = ROUND_TRIP / 2 + PaceSimulation.this.random.nextInt(2_000_000);
			at(way, () -> {
				boolean taken = PaceSimulation.this.service.take(PaceSimulation.this.now);
				at(ROUND_TRIP / 2, () -> answered(taken, startedAt));
			});
			at(0, this::next);
		}

		private void answered(boolean taken, long startedAt) {
			if (taken) {
				this.accepted++;
				this.pace.accepted();
				return;
			}
			this.refused++;
			this.pace.throttled(startedAt);
			double retryAfter = PaceSimulation.this.service.retryAfterSeconds;
			long backoff = (long) ((0.25 + 0.5 * PaceSimulation.this.random.nextDouble()) * 1e9);
			this.gate.close(Math.max(backoff, (long) (retryAfter * 1e9)));
		}

	}

}
