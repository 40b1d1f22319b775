package io.github.smsgist.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class path of a process: the jar of the benchmarks and the jars beside it, as Maven
 * sorted them.
 *
 * @param entries the jars
 */
record ClassPath(List<Path> entries) {

	private static final Path JAR = jar();

	/**
	 * With these, an application has a database.
	 */
	private static final Pattern JDBC = Pattern
		.compile("smsgist-(jdbc|spring-boot-starter-jdbc)|spring-(boot-|boot-starter-)?jdbc|HikariCP|db-scheduler");

	/**
	 * A web application with our starter, and nothing else.
	 */
	static ClassPath application() {
		return of("application").without((jar) -> false);
	}

	/**
	 * The same application without our starter, but with what it builds on.
	 */
	static ClassPath applicationWithoutStarter() {
		return application().without((jar) -> jar.startsWith("smsgist-") || jar.startsWith("resilience4j-")
				|| jar.startsWith("libphonenumber-"));
	}

	/**
	 * The application with the actuator, which brings metrics and observations.
	 */
	static ClassPath observedApplication() {
		return everything().without((jar) -> JDBC.matcher(jar).lookingAt());
	}

	static ClassPath everything() {
		return of("application", "more");
	}

	/**
	 * Where the results go.
	 */
	static Path results() {
		return JAR.resolveSibling("benchmarks");
	}

	/**
	 * The same jars as another build of the benchmarks has them.
	 * @param jar that build's jar of the benchmarks
	 */
	ClassPath ofBuild(Path jar) {
		return new ClassPath(this.entries.stream()
			.map((entry) -> jar.resolveSibling(JAR.resolveSibling("").relativize(entry).toString()))
			.toList());
	}

	String text() {
		return String.join(File.pathSeparator, this.entries.stream().map(Path::toString).toList());
	}

	private ClassPath without(Predicate<String> excluded) {
		return new ClassPath(
				this.entries.stream().filter((jar) -> !excluded.test(jar.getFileName().toString())).toList());
	}

	private static ClassPath of(String... directories) {
		List<Path> entries = new ArrayList<>(List.of(JAR));
		for (String directory : directories) {
			try (Stream<Path> jars = Files.list(JAR.resolveSibling("lib").resolve(directory))) {
				jars.sorted().forEach(entries::add);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return new ClassPath(entries);
	}

	private static Path jar() {
		try {
			return Path.of(ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
