package io.github.smsgist.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The README and the pages in {@code docs}.
 */
public final class Documentation {

	private static final Path ROOT = Path.of("..");

	private static final String FENCE = "```";

	private Documentation() {
	}

	static Path readme() {
		return ROOT.resolve("README.md");
	}

	public static Path page(String name) {
		return ROOT.resolve("docs").resolve(name);
	}

	/**
	 * Every page that is there, the README first.
	 */
	static List<Path> pages() {
		Stream<Path> readme = Stream.of(readme()).filter(Files::exists);
		return Stream.concat(readme, list(ROOT.resolve("docs"), ".md")).toList();
	}

	/**
	 * Every page that is there, also those for contributors.
	 */
	static List<Path> pagesWithLinks() {
		Stream<Path> others = Stream.of("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve);
		return Stream.concat(pages().stream(), others).toList();
	}

	/**
	 * Every fenced block in the named languages.
	 */
	static List<Block> blocks(String... languages) {
		List<Block> blocks = new ArrayList<>();
		for (Path page : pages()) {
			String language = null;
			int start = 0;
			List<String> lines = lines(page);
			for (int i = 0; i < lines.size(); i++) {
				String line = lines.get(i).strip();
				if (!line.startsWith(FENCE)) {
					continue;
				}
				if (language == null) {
					language = line.substring(FENCE.length());
					start = i + 1;
				}
				else {
					if (List.of(languages).contains(language)) {
						blocks.add(new Block(page.getFileName() + ":" + start, Text.of(lines.subList(start, i))));
					}
					language = null;
				}
			}
		}
		return blocks;
	}

	static Stream<Path> list(Path folder, String suffix) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A fenced block.
	 *
	 * @param place the page and the line
	 * @param text what is in it
	 */
	record Block(String place, String text) {

		@Override
		public String toString() {
			return this.place + "\n" + this.text;
		}

	}

	/**
	 * Brings code to one form, wherever it stands.
	 */
	static final class Text {

		private static final String TAB = "    ";

		private Text() {
		}

		/**
		 * The lines without their common indentation, with spaces for tabs, and without
		 * blank lines around them.
		 */
		static String of(List<String> lines) {
			return String.join("\n", lines).replace("\t", TAB).stripIndent().strip();
		}

	}

}
