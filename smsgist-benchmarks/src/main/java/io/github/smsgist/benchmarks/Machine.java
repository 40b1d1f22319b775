package io.github.smsgist.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Watches what else the machine does: what other programs use while no process of a
 * benchmark runs, and what the host takes away at any time. Known on Linux only.
 */
final class Machine {

	/**
	 * Above this, ratios say more about the other programs than about what is compared.
	 */
	private static final double QUIET = 0.05;

	private static final Path STATISTICS = Path.of("/proc/stat");

	private static final long LISTEN_MILLIS = 2000;

	private final Ticks start = Ticks.read();

	private double others;

	/**
	 * Look at what other programs use. No process of a benchmark may run meanwhile.
	 */
	void listen() throws IOException {
		Ticks before = Ticks.read();
		try {
			Thread.sleep(LISTEN_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
		this.others = Math.max(this.others, Ticks.read().since(before).busyShare());
	}

	boolean isQuiet() {
		return this.start.isKnown() && this.others <= QUIET && stolen() <= QUIET;
	}

	String describe() {
		if (!this.start.isKnown()) {
			return "What else the machine did is not known, so there are no ratios.";
		}
		String load = "Other programs used up to %s %% of the processors, the host took %s %%"
			.formatted(Spread.number(100 * this.others, 1), Spread.number(100 * stolen(), 1));
		return isQuiet() ? load + "." : load + ", which is too much for ratios, so there are none.";
	}

	private double stolen() {
		return Ticks.read().since(this.start).stolenShare();
	}

	/**
	 * What all processors have done up to now, in ticks of the system.
	 *
	 * @param idle nothing
	 * @param stolen waited for the host
	 * @param all everything, these two among it
	 */
	private record Ticks(long idle, long stolen, long all) {

		private static final int IDLE = 3;

		private static final int WAITING_FOR_DISK = 4;

		private static final int STOLEN = 7;

		static Ticks read() {
			try {
				String[] words = Files.readAllLines(STATISTICS).get(0).split(" +");
				long[] ticks = Arrays.stream(words, 1, words.length).mapToLong(Long::parseLong).limit(8).toArray();
				return new Ticks(ticks[IDLE] + ticks[WAITING_FOR_DISK], ticks[STOLEN], Arrays.stream(ticks).sum());
			}
			catch (IOException ex) {
				return new Ticks(0, 0, 0);
			}
		}

		boolean isKnown() {
			return this.all > 0;
		}

		Ticks since(Ticks before) {
			return new Ticks(this.idle - before.idle, this.stolen - before.stolen, this.all - before.all);
		}

		double busyShare() {
			return (this.all > 0) ? 1 - (double) this.idle / this.all : 0;
		}

		double stolenShare() {
			return (this.all > 0) ? (double) this.stolen / this.all : 0;
		}

	}

}
