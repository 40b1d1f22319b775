package io.github.smsgist.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes what was measured as tables, as data and as a plot.
 */
final class Report {

	private static final String CPU = "cpuMillisPerThousand";

	private static final String BYTES = "bytesPerRequest";

	private static final String RATE = "perSecond";

	private static final Map<String, String> NAMES = names();

	private final Machine machine;

	private final Map<String, Medians> modes = new LinkedHashMap<>();

	Report(Machine machine) {
		this.machine = machine;
	}

	void add(String mode, int round, List<Measurement> measurements) {
		this.modes.computeIfAbsent(mode, (key) -> new Medians()).add(round, measurements);
	}

	void write(Path directory) throws IOException {
		Files.writeString(directory.resolve("results.md"), markdown());
		Files.writeString(directory.resolve("results.json"), json());
		Medians compare = this.modes.get("compare");
		if (compare != null) {
			Files.writeString(directory.resolve("results.svg"),
					new Plot(NAMES, (client) -> compare.median(Medians.cell(client, 64, 0), CPU)).svg());
		}
	}

	String markdown() {
		StringBuilder text = new StringBuilder(
				"Measured on %s: %d processors, Java %s, %s %s. %s%n".formatted(LocalDate.now(ZoneOffset.UTC),
						Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"),
						System.getProperty("os.name"), System.getProperty("os.arch"), this.machine.describe()));
		this.modes.forEach((mode, medians) -> {
			switch (mode) {
				case "compare" -> compare(text, medians);
				case "inflight" -> inFlight(text, medians);
				case "bulk" -> bulk(text, medians);
				case "startup" -> startUp(text, medians);
				case "sandbox" -> sandbox(text, medians);
				case "outbox" -> outbox(text, medians);
				default -> throw new IllegalStateException(mode);
			}
		});
		return text.toString();
	}

	private void compare(StringBuilder text, Medians medians) {
		for (int callers : List.of(64, 256)) {
			table(text, "%d callers, a server that answers at once".formatted(callers), "client", "CPU ms / 1,000",
					"× WebClient alike", "bytes / request", "× WebClient alike", "sends / s", "p50 ms", "p99 ms",
					"threads");
			NAMES.forEach((client, name) -> {
				var cell = Medians.cell(client, callers, 0);
				if (Double.isNaN(medians.median(cell, RATE))) {
					return;
				}
				var base = Medians.cell(alike(client), callers, 0);
				row(text, name, Spread.number(medians.median(cell, CPU), 1), ratio(medians, cell, base, CPU),
						Spread.number(medians.median(cell, BYTES), 0), ratio(medians, cell, base, BYTES),
						Spread.number(medians.median(cell, RATE), 0),
						Spread.number(medians.median(cell, "p50Micros") / 1000, 2),
						Spread.number(medians.median(cell, "p99Micros") / 1000, 2),
						Spread.number(medians.median(cell, "threads"), 0));
			});
		}
		for (int delay : List.of(20, 100)) {
			if (medians.all().stream().noneMatch((measurement) -> measurement.number("delay") == delay)) {
				continue;
			}
			table(text, "A server that takes %d ms".formatted(delay), "client", "64 callers: sends / s",
					"CPU ms / 1,000", "× WebClient", "256 callers: sends / s", "CPU ms / 1,000", "× WebClient",
					"threads");
			NAMES.forEach((client, name) -> {
				if (Double.isNaN(medians.median(Medians.cell(client, 64, delay), RATE))) {
					return;
				}
				var few = Medians.cell(client, 64, delay);
				var many = Medians.cell(client, 256, delay);
				row(text, name, Spread.number(medians.median(few, RATE), 0), Spread.number(medians.median(few, CPU), 1),
						ratio(medians, few, Medians.cell("webclient", 64, delay), CPU),
						Spread.number(medians.median(many, RATE), 0), Spread.number(medians.median(many, CPU), 1),
						ratio(medians, many, Medians.cell("webclient", 256, delay), CPU),
						Spread.number(medians.median(many, "threads"), 0));
			});
		}
		growth(text, medians);
	}

	/**
	 * Ours are compared with a WebClient that is observed or blocked as they are, all
	 * others with a bare one.
	 */
	private static String alike(String client) {
		boolean ours = client.startsWith("smsgist");
		return (ours && client.contains("observed")) ? "webclient-observed"
				: (ours && client.contains("blocking")) ? "webclient-blocking" : "webclient";
	}

	private String ratio(Medians medians, Predicate<Measurement> which, Predicate<Measurement> base, String name) {
		return this.machine.isQuiet() ? medians.ratio(which, base, name).text(2) : "";
	}

	private static void growth(StringBuilder text, Medians medians) {
		List<Integer> callers = List.of(1, 16, 64, 256, 1000, 10_000);
		for (String metric : List.of(CPU, RATE, "p99Micros", "threads", "failures")) {
			table(text,
					Map.of(CPU, "CPU ms per 1,000 requests", RATE, "Sends per second", "p99Micros",
							"99th percentile, microseconds", "threads", "Threads", "failures", "Failed sends")
						.get(metric) + " by number of callers",
					"client", "server", "1", "16", "64", "256", "1,000", "10,000");
			for (String client : List.of("reactor-netty", "webclient", "smsgist", "smsgist-observed",
					"webclient-blocking", "smsgist-blocking", "smsgist-refused")) {
				for (int delay : List.of(0, 20, 100)) {
					List<Double> values = callers.stream()
						.map((number) -> medians.median(Medians.cell(client, number, delay), metric))
						.toList();
					if (!values.stream().allMatch((value) -> value.isNaN())) {
						row(text, NAMES.getOrDefault(client, "SMSGist, half of the requests refused"), delay + " ms",
								values.stream()
									.map((value) -> Spread.number(value, metric.equals(CPU) ? 1 : 0))
									.toArray(String[]::new));
					}
				}
			}
		}
	}

	private static void inFlight(StringBuilder text, Medians medians) {
		table(text, "In flight", "figure", "value");
		row(text, "Threads with 64 sends in flight", Spread.number(medians.median((m) -> true, "threadsAt64"), 0));
		row(text, "Threads with 10,000 sends in flight",
				Spread.number(medians.median((m) -> true, "threadsAt10000"), 0));
		row(text, "Of these failed", Spread.number(medians.median((m) -> true, "failuresAt10000"), 0));
		row(text, "Heap of a send that waits for its permit, bytes",
				Spread.number(medians.median((m) -> true, "bytesPerWaitingSend"), 0));
	}

	private static void bulk(StringBuilder text, Medians medians) {
		table(text, "Bulk", "messages", "limit / s", "sends / s", "failed", "idle", "live heap at each tenth, kB");
		for (Measurement run : medians.all()) {
			boolean limited = run.number("perSecondAllowed") > 0;
			row(text, Spread.number(run.number("messages"), 0),
					limited ? Spread.number(run.number("perSecondAllowed"), 0) : "none",
					Spread.number(run.number(RATE), 0), Spread.number(run.number("failures"), 0),
					limited ? Spread.number(100 * run.number("idleShare"), 2) + " %" : "",
					run.values()
						.entrySet()
						.stream()
						.filter((entry) -> entry.getKey().startsWith("liveKilobytes"))
						.map(Map.Entry::getValue)
						.collect(Collectors.joining(", ")));
		}
	}

	private static void startUp(StringBuilder text, Medians medians) {
		table(text, "Start-up", "application", "ready ms", "CPU ms until ready", "first call ms", "second call ms",
				"classes");
		startUp(text, medians, "webclient", "with spring-boot-starter-webclient");
		startUp(text, medians, "smsgist", "with our starter");
		startUp(text, medians, "webclient-later", "with spring-boot-starter-webclient, first call 2 s later");
		startUp(text, medians, "smsgist-later", "with our starter, first call 2 s later");
	}

	private static void startUp(StringBuilder text, Medians medians, String client, String name) {
		var starts = Medians.client(client);
		row(text, name, medians.spread(starts, "readyMillis").text(0), medians.spread(starts, "readyCpuMillis").text(0),
				medians.spread(starts, "firstCallMillis").text(0),
				Spread.number(medians.median(starts, "secondCallMillis"), 1),
				Spread.number(medians.median(starts, "classes"), 0));
	}

	private static void sandbox(StringBuilder text, Medians medians) {
		table(text, "Sandbox", "callers", "sends / s", "the sandbox's CPU ms / 1,000", "the client's CPU ms / 1,000");
		for (int callers : List.of(16, 64, 256)) {
			var cell = Medians.cell("reactor-netty", callers, 0);
			row(text, String.valueOf(callers), Spread.number(medians.median(cell, RATE), 0),
					Spread.number(medians.median(cell, "serverCpuMillisPerThousand"), 1),
					Spread.number(medians.median(cell, CPU), 1));
		}
	}

	private static void outbox(StringBuilder text, Medians medians) {
		table(text, "Outbox", "database", "CPU µs of an order", "with a message", "two workers, messages / s",
				"commit to request, p50 ms", "p95 ms");
		for (String database : List.of("postgresql", "mariadb")) {
			var store = Medians.client(database + "-store");
			var leisure = Medians.client(database + "-leisure");
			row(text, database, medians.spread(store, "cpuMicrosAlone").text(0),
					medians.spread(store, "cpuMicros").text(0),
					medians.spread(Medians.client(database + "-send"), RATE).text(0),
					Spread.number(medians.median(leisure, "p50Micros") / 1000, 1),
					Spread.number(medians.median(leisure, "p95Micros") / 1000, 1));
		}
	}

	private static void table(StringBuilder text, String title, String... columns) {
		text.append("\n### ").append(title).append("\n\n");
		row(text, columns[0], List.of(columns).subList(1, columns.length).toArray(String[]::new));
		text.append("|---|").append("---:|".repeat(columns.length - 1)).append('\n');
	}

	private static void row(StringBuilder text, String first, String... others) {
		text.append("| ").append(first).append(" | ").append(String.join(" | ", others)).append(" |\n");
	}

	private static void row(StringBuilder text, String first, String second, String[] others) {
		row(text, first + " | " + second, others);
	}

	private String json() {
		return this.modes.entrySet()
			.stream()
			.map((mode) -> "\"%s\": [%n%s%n]".formatted(mode.getKey(),
					mode.getValue().all().stream().map(Report::json).collect(Collectors.joining(",\n"))))
			.collect(Collectors.joining(",\n", "{\n", "\n}\n"));
	}

	private static String json(Measurement measurement) {
		return measurement.values()
			.entrySet()
			.stream()
			.map((entry) -> "\"%s\": %s".formatted(entry.getKey(),
					isJson(entry.getValue()) ? entry.getValue() : '"' + entry.getValue() + '"'))
			.collect(Collectors.joining(", ", "  {", "}"));
	}

	private static boolean isJson(String value) {
		return value.matches("-?\\d+(\\.\\d+)?|true|false");
	}

	private static Map<String, String> names() {
		Map<String, String> names = new LinkedHashMap<>();
		names.put("reactor-netty", "Reactor Netty, bytes only");
		names.put("webclient", "WebClient");
		names.put("smsgist", "SMSGist");
		names.put("smsgist-before", "SMSGist, the other build");
		names.put("webclient-observed", "WebClient, observed");
		names.put("smsgist-observed", "SMSGist, observed");
		names.put("smsgist-observed-once", "SMSGist, its own observation only");
		names.put("smsgist-observed-before", "SMSGist, observed, the other build");
		names.put("webclient-blocking", "WebClient, blocking");
		names.put("smsgist-blocking", "SMSGist, blocking");
		names.put("smsgist-blocking-before", "SMSGist, blocking, the other build");
		names.put("twilio", "Twilio 13.0.1");
		names.put("twilio-256", "Twilio, 256 connections");
		names.put("vonage", "Vonage 9.3.1");
		names.put("vonage-256", "Vonage, 256 connections");
		return names;
	}

}
