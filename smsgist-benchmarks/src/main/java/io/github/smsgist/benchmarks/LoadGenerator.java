package io.github.smsgist.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

import org.jspecify.annotations.Nullable;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * One client in a separate process: warms up, then measures cell after cell.
 */
final class LoadGenerator {

	private static final int WARM_UP_CALLERS = 64;

	/**
	 * The warm-up goes on until the compiler has worked for less than a fiftieth of this
	 * time, in milliseconds, for its work would count as the client's.
	 */
	private static final long COMPILER_WATCH = 1000;

	private static final long LONGEST_WARM_UP = 60_000;

	private final String name;

	private final Contestant contestant;

	private final @Nullable MockControl mock;

	private final ProcessHandle server;

	private LoadGenerator(String name, URI url, long serverPid, boolean controlled) {
		this.name = name;
		this.contestant = create(name, url);
		this.mock = controlled ? new MockControl(url) : null;
		this.server = ProcessHandle.of(serverPid).orElseThrow();
	}

	/**
	 * Measure one client.
	 * @param args its name, the server's address and process id, the least time and
	 * number of calls to warm up with, the time to measure a cell for, whether the server
	 * is the mock, and whether it refuses in the warm-up. The cells are read from
	 * standard input, one a line, until that ends
	 */
	public static void main(String[] args) throws InterruptedException {
		LoadGenerator load = new LoadGenerator(args[0], URI.create(args[1]), Long.parseLong(args[2]),
				Boolean.parseBoolean(args[6]));
		load.warmUp(Boolean.parseBoolean(args[7]), Long.parseLong(args[3]), Long.parseLong(args[4]));
		System.out.println("READY");
		Scanner cells = new Scanner(System.in, StandardCharsets.UTF_8);
		while (cells.hasNextLine()) {
			load.measure(Cell.parse(cells.nextLine()), Long.parseLong(args[5])).print();
		}
		// Event loops and pools are daemons or not, as each client likes.
		System.exit(0);
	}

	private static Contestant create(String name, URI url) {
		return switch (name) {
			case "reactor-netty" -> new RawReactorNetty(url);
			case "webclient", "webclient-observed" -> SpringClients.webClient(url);
			case "smsgist", "smsgist-observed" -> SpringClients.smsGist(url);
			case "smsgist-observed-once" ->
				SpringClients.smsGist(url, "management.observations.enable.http.client.requests=false");
			case "smsgist-refused" -> SpringClients.impatientSmsGist(url);
			case "webclient-blocking" -> SpringClients.blockingWebClient(url);
			case "smsgist-blocking" -> SpringClients.blockingSmsGist(url);
			case "twilio" -> TwilioSdk.asShipped(url);
			case "twilio-256" -> TwilioSdk.widened(url);
			case "vonage" -> VonageSdk.asShipped(url);
			case "vonage-256" -> VonageSdk.widened(url);
			default -> throw new IllegalArgumentException(name);
		};
	}

	private void warmUp(boolean refusing, long millis, long calls) throws InterruptedException {
		set(0, refusing);
		long end = System.nanoTime() + MILLISECONDS.toNanos(millis);
		Callers callers = Callers.start(this.contestant, WARM_UP_CALLERS);
		long last = System.nanoTime() + MILLISECONDS.toNanos(LONGEST_WARM_UP);
		boolean compiling = true;
		while (System.nanoTime() < end || callers.answered() < calls || (compiling && System.nanoTime() < last)) {
			long compiled = Meters.compilationMillis();
			Thread.sleep(COMPILER_WATCH);
			compiling = Meters.compilationMillis() - compiled > COMPILER_WATCH / 50;
			if (callers.failed() > calls) {
				throw new IllegalStateException("The client fails", callers.lastFailure());
			}
		}
		callers.stop();
	}

	private Measurement measure(Cell cell, long millis) throws InterruptedException {
		set(cell.delayMillis(), cell.refusing());
		long heap = Meters.liveBytes();
		Callers callers = Callers.start(this.contestant, cell.callers());
		// All callers have to have made their first call before anything is counted.
		Thread.sleep(Math.max(300, 3L * cell.delayMillis()) + cell.callers() / 10);
		callers.latencies().reset();
		long answersBefore = answers(callers);
		long answeredBefore = callers.answered();
		long failedBefore = callers.failed();
		Meters before = Meters.read(this.server);
		Thread.sleep(millis);
		Meters after = Meters.read(this.server);
		long answered = callers.answered() - answeredBefore;
		long failed = callers.failed() - failedBefore;
		long answers = answers(callers) - answersBefore;
		int threads = Meters.threads();
		Measurement measurement = new Measurement().with("client", this.name)
			.with("callers", cell.callers())
			.with("delay", cell.delayMillis())
			.with("refusing", cell.refusing());
		double seconds = (after.nanos() - before.nanos()) / 1e9;
		double cpuMillis = (after.cpuNanos() - before.cpuNanos()) / 1e6;
		// What a refused request costs is the point there, not what a send costs.
		double counted = cell.refusing() ? answers : answered;
		measurement.with("requests", answered)
			.with("failures", failed)
			.with("answers", answers)
			.with("perSecond", answered / seconds)
			.with("cpuMillisPerThousand", 1000 * cpuMillis / counted)
			.with("bytesPerRequest", (after.allocatedBytes() - before.allocatedBytes()) / counted)
			.with("p50Micros", callers.latencies().micros(0.5))
			.with("p99Micros", callers.latencies().micros(0.99))
			.with("threads", threads)
			.with("liveKilobytes", heap / 1024)
			.with("serverCpuMillisPerThousand",
					1000.0 * after.server().minus(before.server()).toMillis() / Math.max(1, answers))
			.with("processors", cpuMillis / 1000 / seconds);
		callers.stop();
		if (failed > 0) {
			System.err
				.println(this.name + " " + cell + ": " + failed + " failed, the last with " + callers.lastFailure());
		}
		return measurement;
	}

	private void set(int delayMillis, boolean refusing) {
		if (this.mock != null) {
			this.mock.set(delayMillis, refusing);
		}
	}

	private long answers(Callers callers) {
		return (this.mock != null) ? this.mock.answers() : callers.answered();
	}

}
