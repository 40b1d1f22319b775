package io.github.smsgist.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The circumstances of one measurement.
 *
 * @param callers how many callers there are at a time
 * @param delayMillis how long the server takes to answer
 * @param refusing whether the server answers every other request with a 429
 */
record Cell(int callers, int delayMillis, boolean refusing) {

	static Cell of(int callers, int delayMillis) {
		return new Cell(callers, delayMillis, false);
	}

	static Cell refusing(int callers) {
		return new Cell(callers, 0, true);
	}

	static String format(List<Cell> cells) {
		return cells.stream()
			.map((cell) -> "%d:%d:%s".formatted(cell.callers, cell.delayMillis, cell.refusing))
			.collect(Collectors.joining(","));
	}

	static List<Cell> parse(String cells) {
		return Arrays.stream(cells.split(",")).map((text) -> {
			String[] words = text.split(":");
			return new Cell(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
		}).toList();
	}

}
