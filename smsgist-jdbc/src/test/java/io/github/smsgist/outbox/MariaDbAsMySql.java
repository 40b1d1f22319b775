package io.github.smsgist.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A MariaDB server that says that it is MySQL, which has no packages in Debian: MySQL's
 * driver, script and dialect are tested with it. One for all tests of this process. It
 * needs MariaDB's programs; without them tests are skipped.
 */
final class MariaDbAsMySql {

	/**
	 * The last version whose system variables MariaDB still has.
	 */
	private static final String VERSION = "5.7.19";

	private static @Nullable MariaDbAsMySql shared;

	private static @Nullable TestAbortedException missing;

	private final Path directory;

	private final int port;

	private MariaDbAsMySql() throws IOException, InterruptedException {
		Path server = program("mariadbd");
		this.directory = Files.createTempDirectory("smsgist-mysql");
		this.port = UnusedPort.find();
		// Without the tables of an installation, which only the privileges need.
		List<String> serve = new ArrayList<>(List.of(server.toString(), "--no-defaults",
				"--datadir=" + Files.createDirectory(this.directory.resolve("data")), "--skip-grant-tables",
				"--socket=" + this.directory.resolve("socket"), "--pid-file=" + this.directory.resolve("pid"),
				"--port=" + this.port, "--bind-address=127.0.0.1", "--version=" + VERSION,
				"--character-set-server=utf8mb4"));
		if ("root".equals(System.getProperty("user.name"))) {
			// MariaDB refuses to run as root.
			serve.add("--user=mysql");
			run(List.of("chown", "-R", "mysql", this.directory.toString()));
		}
		Process process = start(serve);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
		await().atMost(Duration.ofMinutes(1)).until(this::answers);
	}

	/**
	 * Skips the test where the server cannot run, as in a container without its user.
	 */
	static synchronized MariaDbAsMySql shared() {
		if (missing != null) {
			throw missing;
		}
		if (shared == null) {
			try {
				shared = new MariaDbAsMySql();
			}
			catch (TestAbortedException ex) {
				missing = ex;
				throw ex;
			}
			catch (IOException | ConditionTimeoutException ex) {
				missing = new TestAbortedException("Skipped because MariaDB could not be started", ex);
				throw missing;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
		return shared;
	}

	String url() {
		return "jdbc:mysql://127.0.0.1:%d/".formatted(this.port);
	}

	private static Path program(String name) {
		return Stream.of("/usr/sbin", "/usr/bin")
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new TestAbortedException("Skipped because there is no " + name));
	}

	private boolean answers() {
		try (Connection connection = DriverManager.getConnection(url(), "root", "")) {
			return connection.isValid(1);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void run(List<String> command) throws IOException, InterruptedException {
		int exitValue = start(command).waitFor();
		if (exitValue != 0) {
			throw new TestAbortedException("Skipped because %s answered %d".formatted(command, exitValue));
		}
	}

	private Process start(List<String> command) throws IOException {
		return new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	private void stop(Process process) {
		process.destroyForcibly().onExit().join();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
