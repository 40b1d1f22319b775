package io.github.smsgist.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs the benchmarks, each client in a separate JVM, and writes what came of them.
 */
public final class Benchmarks {

	private static final List<String> CLIENT_JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

	private static final List<String> SERVER_JVM = List.of("-Xms256m", "-Xmx256m", "-XX:+UseG1GC");

	private static final List<String> SMALL_JVM = List.of("-Xms128m", "-Xmx128m", "-XX:+UseG1GC");

	/**
	 * Milliseconds, in which the application can prepare its first call.
	 */
	private static final long PAUSE_BEFORE_FIRST_CALL = 2_000;

	private static final String OUTBOX_SCHEMA = "smsgist_benchmark";

	private static final String PACKAGE = Benchmarks.class.getPackageName() + ".";

	private final Map<String, String> options = new LinkedHashMap<>();

	private final List<String> modes = new ArrayList<>();

	private final Machine machine = new Machine();

	private final Report report = new Report(this.machine);

	private Benchmarks(String[] args) {
		for (String arg : args) {
			if (arg.startsWith("--") && arg.contains("=")) {
				this.options.put(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
			}
			else {
				this.modes.add(arg);
			}
		}
		if (this.modes.isEmpty()) {
			this.modes.add("compare");
		}
		if (this.modes.contains("all")) {
			this.modes.clear();
			this.modes.addAll(List.of("compare", "inflight", "bulk", "startup", "sandbox", "outbox", "pieces"));
		}
	}

	/**
	 * Run benchmarks.
	 * @param args what to run: {@code compare} (if nothing is named), {@code inflight},
	 * {@code bulk}, {@code startup}, {@code sandbox}, {@code outbox}, {@code pieces} or
	 * {@code all}; and options: {@code --forks=3}, {@code --rounds=3} in each of them,
	 * {@code --clients=webclient,smsgist}, {@code --callers=64,256}, {@code --delays=0}
	 * (milliseconds), {@code --millis=1500} to measure for, {@code --warm-up-millis},
	 * {@code --warm-up-calls}, {@code --starts}, {@code --messages}, {@code --postgresql}
	 * and {@code --mariadb} (JDBC URLs), and {@code --before=} the path of another
	 * build's benchmarks.jar, to compare our clients with what they were there
	 * @throws IOException if the results cannot be written
	 */
	public static void main(String[] args) throws IOException {
		new Benchmarks(args).run();
	}

	private void run() throws IOException {
		Path results = Files.createDirectories(ClassPath.results());
		for (String mode : this.modes) {
			this.machine.listen();
			switch (mode) {
				case "compare" -> compare();
				case "inflight" -> inFlight();
				case "bulk" -> bulk();
				case "startup" -> startUp();
				case "sandbox" -> sandbox();
				case "outbox" -> outbox();
				case "pieces" -> pieces(results);
				default -> throw new IllegalArgumentException("There is no benchmark '%s'".formatted(mode));
			}
			// Written each time, so that a run that is broken off leaves what it has.
			this.report.write(results);
		}
		System.out.println(this.report.markdown());
		System.out.println("Written to " + results);
	}

	/**
	 * All clients are there at the same time and make their calls in turn, a short while
	 * each and that several times, so that whatever changes about the machine in the
	 * meantime changes for all. Then all of them again in new processes: what the
	 * compiler makes of a program differs from one process to the next, by up to a fifth.
	 */
	private void compare() throws IOException {
		int forks = option("forks", 3);
		int rounds = option("rounds", 3);
		for (int fork = 0; fork < forks; fork++) {
			Map<Contender, ChildProcess> clients = new LinkedHashMap<>();
			try (ChildProcess server = ChildProcess.start(ClassPath.application(), SERVER_JVM,
					PACKAGE + "MockServer")) {
				String url = url(server);
				for (Contender contender : contenders()) {
					System.err.println("Warming up: " + contender.label());
					clients.put(contender, startLoad(contender, url, server, true));
				}
				// Not counted, because each cell has something of its own to warm up.
				measureRound("Warming up", clients);
				for (int round = fork * rounds + 1; round <= (fork + 1) * rounds; round++) {
					this.report.add("compare", round,
							measureRound("Round %d of %d".formatted(round, forks * rounds), clients));
					this.report.write(ClassPath.results());
				}
			}
			finally {
				clients.values().forEach(ChildProcess::close);
			}
			this.machine.listen();
		}
	}

	private static List<Measurement> measureRound(String name, Map<Contender, ChildProcess> clients) {
		List<Measurement> measurements = new ArrayList<>();
		Set<Cell> cells = new LinkedHashSet<>();
		clients.keySet().forEach((client) -> cells.addAll(client.cells()));
		for (Cell cell : cells) {
			System.err.println(name + ": " + cell);
			clients.forEach((client, process) -> {
				if (client.cells().contains(cell)) {
					measurements.add(process.measure(cell.format()).with("client", client.label()));
				}
			});
		}
		return measurements;
	}

	private List<Contender> contenders() {
		List<Cell> all = cells(List.of(1, 16, 64, 256, 1000, 10_000), List.of(0, 20, 100));
		List<Cell> blocking = cells(List.of(1, 16, 64, 256), List.of(0, 20, 100));
		List<Cell> peers = cells(List.of(64, 256), List.of(0, 20, 100));
		List<Cell> refusing = chosen("callers", List.of(1, 16, 64, 256, 1000)).stream().map(Cell::refusing).toList();
		List<Contender> contenders = List.of(
				Contender.of("reactor-netty", ClassPath.application(),
						cells(List.of(1, 16, 64, 256, 1000, 10_000), List.of(0))),
				Contender.of("webclient", ClassPath.application(), all),
				Contender.of("smsgist", ClassPath.application(), all),
				Contender.of("smsgist-observed", ClassPath.observedApplication(), all),
				Contender.of("smsgist-observed-once", ClassPath.observedApplication(),
						cells(List.of(64, 256), List.of(0))),
				Contender.of("webclient-observed", ClassPath.observedApplication(),
						cells(List.of(64, 256), List.of(0))),
				Contender.of("webclient-blocking", ClassPath.application(), blocking),
				Contender.of("smsgist-blocking", ClassPath.application(), blocking),
				Contender.of("twilio", ClassPath.everything(), peers),
				Contender.of("twilio-256", ClassPath.everything(), peers),
				Contender.of("vonage", ClassPath.everything(), peers),
				Contender.of("vonage-256", ClassPath.everything(), peers),
				Contender.of("smsgist-refused", ClassPath.application(), refusing));
		List<String> chosen = Arrays.asList(this.options.getOrDefault("clients", "").split(","));
		Stream<Contender> taking = contenders.stream()
			.filter((contender) -> !this.options.containsKey("clients") || chosen.contains(contender.name()))
			.filter((contender) -> !contender.cells().isEmpty());
		String before = this.options.get("before");
		return (before == null) ? taking.toList()
				: taking.flatMap((contender) -> contender.withBuild(Path.of(before).toAbsolutePath())).toList();
	}

	private List<Cell> cells(List<Integer> callers, List<Integer> delays) {
		List<Cell> cells = new ArrayList<>();
		for (int delay : chosen("delays", delays)) {
			chosen("callers", callers).forEach((number) -> cells.add(Cell.of(number, delay)));
		}
		return cells;
	}

	private List<Integer> chosen(String option, List<Integer> all) {
		String chosen = this.options.get(option);
		return (chosen == null) ? all
				: Arrays.stream(chosen.split(",")).map(Integer::valueOf).filter(all::contains).toList();
	}

	private ChildProcess startLoad(Contender contender, String url, ChildProcess server, boolean controlled) {
		ChildProcess client = ChildProcess.start(contender.classPath(), CLIENT_JVM, PACKAGE + "LoadGenerator",
				contender.name(), url, server.pid(), option("warm-up-millis", 3000), option("warm-up-calls", 40_000),
				option("millis", 1500), controlled, contender.cells().get(0).refusing());
		client.await("READY");
		return client;
	}

	private void inFlight() {
		againstMock("inflight", CLIENT_JVM, "InFlight");
	}

	private void bulk() {
		againstMock("bulk", SMALL_JVM, "Bulk", option("messages", 1_000_000), 0, 0);
		againstMock("bulk", SMALL_JVM, "Bulk", 40_000, 2000, 20);
	}

	private void againstMock(String mode, List<String> jvmOptions, String mainClass, Object... arguments) {
		System.err.println(mode);
		try (ChildProcess server = ChildProcess.start(ClassPath.application(), SERVER_JVM, PACKAGE + "MockServer")) {
			List<Object> all = new ArrayList<>(List.of(url(server)));
			all.addAll(Arrays.asList(arguments));
			try (ChildProcess client = ChildProcess.start(ClassPath.application(), jvmOptions, PACKAGE + mainClass,
					all.toArray())) {
				this.report.add(mode, 1, client.measurements());
			}
		}
	}

	private void startUp() {
		int starts = option("starts", 15);
		try (ChildProcess server = ChildProcess.start(ClassPath.application(), SERVER_JVM, PACKAGE + "MockServer")) {
			String url = url(server);
			for (int round = 1; round <= starts; round++) {
				System.err.printf("Start %d of %d%n", round, starts);
				startUp(round, url, ClassPath.applicationWithoutStarter(), 0);
				startUp(round, url, ClassPath.application(), 0);
				startUp(round, url, ClassPath.applicationWithoutStarter(), PAUSE_BEFORE_FIRST_CALL);
				startUp(round, url, ClassPath.application(), PAUSE_BEFORE_FIRST_CALL);
			}
		}
	}

	private void startUp(int round, String url, ClassPath classPath, long pause) {
		try (ChildProcess application = ChildProcess.start(classPath, List.of(), PACKAGE + "StartUp", "--server.port=0",
				"--spring.main.banner-mode=off", "--logging.level.root=warn", "--benchmark.pause=" + pause,
				"--smsgist.base-url=" + url, "--smsgist.client-id=" + Sample.CLIENT_ID,
				"--smsgist.client-secret=" + Sample.CLIENT_SECRET,
				"--smsgist.app-secret-key=" + Sample.APP_SECRET_KEY)) {
			this.report.add("startup", round, application.measurements());
		}
	}

	/**
	 * With the cheapest client there is, because it shares the processors.
	 */
	private void sandbox() {
		for (int round = 1; round <= option("rounds", 3); round++) {
			System.err.println("Sandbox, round " + round);
			try (ChildProcess server = ChildProcess.start(ClassPath.everything(), CLIENT_JVM,
					PACKAGE + "SandboxServer")) {
				Contender contender = Contender.of("reactor-netty", ClassPath.application(),
						cells(List.of(16, 64, 256), List.of(0)));
				try (ChildProcess client = startLoad(contender, url(server), server, false)) {
					for (Cell cell : contender.cells()) {
						this.report.add("sandbox", round, List.of(client.measure(cell.format())));
					}
				}
			}
		}
	}

	/**
	 * In a schema that is called smsgist_benchmark, which is made and left behind.
	 */
	private void outbox() {
		outbox("postgresql", "postgres", this.options.getOrDefault("postgresql",
				"jdbc:postgresql://127.0.0.1:5432/postgres?currentSchema=" + OUTBOX_SCHEMA));
		outbox("mariadb", "root", this.options.getOrDefault("mariadb",
				"jdbc:mariadb://127.0.0.1:3306/" + OUTBOX_SCHEMA + "?createDatabaseIfNotExist=true"));
	}

	private void outbox(String database, String user, String databaseUrl) {
		int messages = option("messages", 5_000);
		for (int round = 1; round <= option("rounds", 3); round++) {
			System.err.println("Outbox on " + database + ", round " + round);
			try (ChildProcess server = ChildProcess.start(ClassPath.application(), SERVER_JVM,
					PACKAGE + "MockServer")) {
				String url = url(server);
				Object[] arguments = { url, database, messages, "spring.datasource.url=" + databaseUrl,
						"spring.datasource.username=" + user, "spring.datasource.password=",
						"spring.datasource.hikari.maximum-pool-size=20",
						"spring.datasource.hikari.connection-init-sql=create schema if not exists " + OUTBOX_SCHEMA };
				this.report.add("outbox", round, outbox("store", arguments).measurements());
				ChildProcess one = outbox("send", arguments);
				ChildProcess other = outbox("send", arguments);
				this.report.add("outbox", round, List.of(together(one.measurements(), other.measurements())));
				this.report.add("outbox", round, outbox("leisure", arguments).measurements());
			}
		}
	}

	private static ChildProcess outbox(String part, Object[] arguments) {
		List<Object> all = new ArrayList<>(List.of(part));
		all.addAll(Arrays.asList(arguments));
		return ChildProcess.start(ClassPath.everything(), SERVER_JVM, PACKAGE + "Outbox", all.toArray());
	}

	/**
	 * What two workers sent, from the first message to the last.
	 */
	private static Measurement together(List<Measurement> one, List<Measurement> other) {
		List<Measurement> both = Stream.concat(one.stream(), other.stream()).toList();
		double messages = both.stream().mapToDouble((worker) -> worker.number("messages")).sum();
		double first = both.stream().mapToDouble((worker) -> worker.number("firstMillis")).min().orElseThrow();
		double last = both.stream().mapToDouble((worker) -> worker.number("lastMillis")).max().orElseThrow();
		return new Measurement().with("client", both.get(0).text("client"))
			.with("perSecond", messages * 1e3 / (last - first));
	}

	private void pieces(Path results) {
		try (ChildProcess jmh = ChildProcess.start(ClassPath.everything(), List.of(), "org.openjdk.jmh.Main", "Pieces",
				"-prof", "gc", "-rf", "json", "-rff", results.resolve("pieces.json"))) {
			jmh.measurements();
		}
	}

	private static String url(ChildProcess server) {
		return "http://127.0.0.1:" + server.await("PORT");
	}

	private int option(String name, int standard) {
		return Integer.parseInt(this.options.getOrDefault(name, String.valueOf(standard)));
	}

	private record Contender(String name, String label, ClassPath classPath, List<Cell> cells) {

		static Contender of(String name, ClassPath classPath, List<Cell> cells) {
			return new Contender(name, name, classPath, cells);
		}

		/**
		 * This one and, where it is ours, the same as it was in another build.
		 */
		Stream<Contender> withBuild(Path jar) {
			return !this.name.startsWith("smsgist") ? Stream.of(this) : Stream.of(this,
					new Contender(this.name, this.name + "-before", this.classPath.ofBuild(jar), this.cells));
		}

	}

}
