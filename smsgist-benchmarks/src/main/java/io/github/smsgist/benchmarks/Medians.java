package io.github.smsgist.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What was measured in several rounds.
 */
final class Medians {

	private final Map<Integer, List<Measurement>> rounds = new TreeMap<>();

	void add(int round, List<Measurement> measurements) {
		this.rounds.computeIfAbsent(round, (key) -> new ArrayList<>()).addAll(measurements);
	}

	List<Measurement> all() {
		return this.rounds.values().stream().flatMap(List::stream).toList();
	}

	double median(Predicate<Measurement> which, String name) {
		return median(all().stream().filter(which).map((measurement) -> measurement.number(name)).toList());
	}

	/**
	 * The median of the ratios of each round, which differ less than the ratio of the
	 * medians does from run to run.
	 */
	double ratio(Predicate<Measurement> which, Predicate<Measurement> base, String name) {
		List<Double> ratios = new ArrayList<>();
		for (List<Measurement> round : this.rounds.values()) {
			double value = median(round.stream().filter(which).map((m) -> m.number(name)).toList());
			double baseValue = median(round.stream().filter(base).map((m) -> m.number(name)).toList());
			if (!Double.isNaN(value / baseValue)) {
				ratios.add(value / baseValue);
			}
		}
		return median(ratios);
	}

	private static double median(List<Double> values) {
		if (values.isEmpty()) {
			return Double.NaN;
		}
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	static Predicate<Measurement> client(String client) {
		return (measurement) -> measurement.text("client").equals(client);
	}

	static Predicate<Measurement> cell(String client, int callers, int delay) {
		return client(client).and((measurement) -> measurement.number("callers") == callers)
			.and((measurement) -> measurement.number("delay") == delay);
	}

}
