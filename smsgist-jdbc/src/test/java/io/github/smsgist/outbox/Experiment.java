package io.github.smsgist.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What experiments have in common: separate processes, and figures that are left below
 * {@code target}.
 */
public final class Experiment {

	private Experiment() {
	}

	/**
	 * Start a process with the class path of this one.
	 * @param options options of the virtual machine, and what is put before the class
	 * path, if not empty
	 * @param main the class to run
	 * @param arguments its arguments
	 * @return the process; its input is open and its output can be read
	 */
	public static Process start(List<String> options, String before, Class<?> main, String... arguments)
			throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-cp", before.isEmpty() ? classPath : before + java.io.File.pathSeparator + classPath,
				main.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	static void signal(Process process, String signal) throws IOException, InterruptedException {
		int result = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
		if (result != 0) {
			throw new IllegalStateException("kill answered " + result);
		}
	}

	public static void print(String experiment, String result) {
		System.out.println(experiment + ": " + result);
		try {
			Path directory = Files.createDirectories(Path.of("target", "experiments"));
			Files.writeString(directory.resolve(experiment + ".txt"), result + System.lineSeparator());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
