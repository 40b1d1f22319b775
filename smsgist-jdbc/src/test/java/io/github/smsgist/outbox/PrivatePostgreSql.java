package io.github.smsgist.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * A PostgreSQL server of a test's own, which it can stop and start. It needs PostgreSQL's
 * programs; without them the test is skipped.
 */
final class PrivatePostgreSql implements AutoCloseable {

	private final Path programs;

	private final Path directory;

	private final int port;

	PrivatePostgreSql() throws IOException, InterruptedException {
		this.programs = programs();
		this.directory = Files.createTempDirectory("smsgist-postgresql");
		this.port = UnusedPort.find();
		if (isRoot()) {
			run(List.of("chown", "postgres", this.directory.toString()));
		}
		runAsUser("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "--no-sync");
		start();
	}

	private static Path programs() throws IOException {
		Path versions = Path.of("/usr/lib/postgresql");
		if (Files.isDirectory(versions)) {
			try (Stream<Path> found = Files.list(versions)) {
				return found.sorted()
					.map((version) -> version.resolve("bin"))
					.filter((bin) -> Files.isExecutable(bin.resolve("pg_ctl")))
					.reduce((first, second) -> second)
					.orElseThrow(() -> new TestAbortedException("Skipped because there is no pg_ctl"));
			}
		}
		throw new TestAbortedException("Skipped because PostgreSQL is not installed");
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(this.port);
	}

	void start() throws IOException, InterruptedException {
		runAsUser("pg_ctl", "-D", data(), "-w", "-l", this.directory.resolve("log").toString(), "-o",
				"-p %d -h 127.0.0.1 -k %s".formatted(this.port, this.directory), "start");
	}

	/**
	 * Stop the server.
	 * @param mode {@code fast} ends its connections, {@code immediate} is as if it had
	 * crashed
	 */
	void stop(String mode) throws IOException, InterruptedException {
		runAsUser("pg_ctl", "-D", data(), "-w", "-m", mode, "stop");
	}

	private String data() {
		return this.directory.resolve("data").toString();
	}

	private void runAsUser(String program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		// PostgreSQL refuses to run as root.
		if (isRoot()) {
			command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
		}
		command.add(this.programs.resolve(program).toString());
		command.addAll(List.of(arguments));
		run(command);
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private void run(List<String> command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("%s answered %d".formatted(command, process.exitValue()));
		}
	}

	@Override
	public void close() throws IOException, InterruptedException {
		stop("immediate");
		run(List.of("rm", "-rf", this.directory.toString()));
	}

}
