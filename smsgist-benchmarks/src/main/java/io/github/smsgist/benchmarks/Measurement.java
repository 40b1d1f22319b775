package io.github.smsgist.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured: names and values, on one line between processes.
 */
final class Measurement {

	private static final String MARK = "MEASURED ";

	private final Map<String, String> values = new LinkedHashMap<>();

	Measurement with(String name, Object value) {
		this.values.put(name,
				(value instanceof Double number) ? String.format(Locale.ROOT, "%.4f", number) : value.toString());
		return this;
	}

	String text(String name) {
		return this.values.getOrDefault(name, "");
	}

	double number(String name) {
		return this.values.containsKey(name) ? Double.parseDouble(this.values.get(name)) : Double.NaN;
	}

	Map<String, String> values() {
		return this.values;
	}

	/**
	 * Hand over to the process that started this one.
	 */
	void print() {
		StringBuilder line = new StringBuilder(MARK);
		this.values.forEach((name, value) -> line.append(name).append('=').append(value).append(' '));
		System.out.println(line);
	}

	static boolean isOn(String line) {
		return line.startsWith(MARK);
	}

	static Measurement parse(String line) {
		Measurement measurement = new Measurement();
		for (String word : line.substring(MARK.length()).trim().split(" ")) {
			int equals = word.indexOf('=');
			measurement.values.put(word.substring(0, equals), word.substring(equals + 1));
		}
		return measurement;
	}

}
