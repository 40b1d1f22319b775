package io.github.smsgist.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM started for one purpose. What it prints as a {@link Measurement} is kept, the
 * rest is passed on.
 */
final class ChildProcess implements AutoCloseable {

	private final Process process;

	private final BufferedWriter input;

	private final BufferedReader output;

	private ChildProcess(List<String> command) {
		try {
			this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.input = this.process.outputWriter(StandardCharsets.UTF_8);
		this.output = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
	}

	static ChildProcess start(ClassPath classPath, List<String> jvmOptions, String mainClass, Object... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", classPath.text(), mainClass));
		Arrays.stream(arguments).map(Object::toString).forEach(command::add);
		return new ChildProcess(command);
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait for a line that begins with a word.
	 * @return the rest of the line
	 */
	String await(String word) {
		String line;
		while ((line = readLine()) != null) {
			if (line.startsWith(word)) {
				return line.substring(word.length()).trim();
			}
		}
		throw new IllegalStateException("The process ended before it printed " + word);
	}

	/**
	 * Have one thing measured by a process that reads from its input what to measure.
	 */
	Measurement measure(String what) {
		try {
			this.input.write(what);
			this.input.newLine();
			this.input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String line;
		while ((line = readLine()) != null) {
			if (Measurement.isOn(line)) {
				return Measurement.parse(line);
			}
			System.err.println(line);
		}
		throw new IllegalStateException("The process ended before it had measured " + what);
	}

	/**
	 * Wait for the end.
	 * @return everything that was measured
	 */
	List<Measurement> measurements() {
		List<Measurement> measurements = new ArrayList<>();
		String line;
		while ((line = readLine()) != null) {
			if (Measurement.isOn(line)) {
				measurements.add(Measurement.parse(line));
			}
			else {
				System.err.println(line);
			}
		}
		try {
			int status = this.process.waitFor();
			if (status != 0) {
				System.err.println("A process ended with status " + status);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return measurements;
	}

	private String readLine() {
		try {
			return this.output.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
