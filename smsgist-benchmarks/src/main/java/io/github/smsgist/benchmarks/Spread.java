package io.github.smsgist.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What several rounds came to.
 *
 * @param median the median, {@code NaN} where nothing was measured
 * @param min the least
 * @param max the most
 */
record Spread(double median, double min, double max) {

	static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().filter((value) -> !value.isNaN()).sorted().toList();
		if (sorted.isEmpty()) {
			return new Spread(Double.NaN, Double.NaN, Double.NaN);
		}
		int middle = sorted.size() / 2;
		double median = (sorted.size() % 2 == 1) ? sorted.get(middle)
				: (sorted.get(middle - 1) + sorted.get(middle)) / 2;
		return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
	}

	/**
	 * Return the median, and the least and the most in brackets.
	 */
	String text(int decimals) {
		return Double.isFinite(this.median) ? "%s (%s–%s)".formatted(number(this.median, decimals),
				number(this.min, decimals), number(this.max, decimals)) : "";
	}

	static String number(double value, int decimals) {
		return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : "";
	}

}
