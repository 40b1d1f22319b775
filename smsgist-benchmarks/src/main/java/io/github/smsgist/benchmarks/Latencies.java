package io.github.smsgist.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts times in classes of which each is at most 3 % wide.
 */
final class Latencies {

	private static final int STEPS = 32;

	private final AtomicLongArray counts = new AtomicLongArray(STEPS * 40);

	void record(long nanos) {
		this.counts.incrementAndGet(index(Math.max(1, nanos / 1000)));
	}

	void reset() {
		for (int i = 0; i < this.counts.length(); i++) {
			this.counts.set(i, 0);
		}
	}

	/**
	 * The time that a share of all did not exceed.
	 * @param share the share, 0.99 for the 99th percentile
	 * @return microseconds
	 */
	long micros(double share) {
		long all = 0;
		for (int i = 0; i < this.counts.length(); i++) {
			all += this.counts.get(i);
		}
		long left = (long) Math.ceil(all * share);
		for (int i = 0; i < this.counts.length(); i++) {
			left -= this.counts.get(i);
			if (left <= 0) {
				return upperBound(i);
			}
		}
		return upperBound(this.counts.length() - 1);
	}

	private static int index(long micros) {
		if (micros < STEPS) {
			return (int) micros;
		}
		int magnitude = 63 - Long.numberOfLeadingZeros(micros) - 5;
		return Math.min(magnitude * STEPS + (int) (micros >> magnitude), STEPS * 40 - 1);
	}

	private static long upperBound(int index) {
		if (index < 2 * STEPS) {
			return index;
		}
		int magnitude = index / STEPS - 1;
		return ((index - (long) magnitude * STEPS + 1) << magnitude) - 1;
	}

}
