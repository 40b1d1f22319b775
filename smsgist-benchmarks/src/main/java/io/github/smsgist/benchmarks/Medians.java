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
		return spread(which, name).median();
	}

	Spread spread(Predicate<Measurement> which, String name) {
		return spread(all(), which, name);
	}

	/**
	 * The ratios of each round, whose median differs less from run to run than the ratio
	 * of the medians does.
	 */
	Spread ratio(Predicate<Measurement> which, Predicate<Measurement> base, String name) {
		return Spread.of(this.rounds.values()
			.stream()
			.map((round) -> spread(round, which, name).median() / spread(round, base, name).median())
			.toList());
	}

	private static Spread spread(List<Measurement> measurements, Predicate<Measurement> which, String name) {
		return Spread.of(measurements.stream().filter(which).map((measurement) -> measurement.number(name)).toList());
	}

	static Predicate<Measurement> client(String client) {
		return (measurement) -> measurement.text("client").equals(client);
	}

	static Predicate<Measurement> cell(String client, int callers, int delay) {
		return client(client).and((measurement) -> measurement.number("callers") == callers)
			.and((measurement) -> measurement.number("delay") == delay);
	}

}
