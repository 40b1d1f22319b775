package io.github.smsgist.benchmarks;

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

	/**
	 * As it is told to another process.
	 */
	String format() {
		return "%d:%d:%s".formatted(this.callers, this.delayMillis, this.refusing);
	}

	static Cell parse(String text) {
		String[] words = text.split(":");
		return new Cell(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
	}

}
