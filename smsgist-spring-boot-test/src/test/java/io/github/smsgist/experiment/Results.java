package io.github.smsgist.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where experiments leave their figures: on the console and below {@code target}.
 */
final class Results {

	private Results() {
	}

	static void print(String experiment, String result) {
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
