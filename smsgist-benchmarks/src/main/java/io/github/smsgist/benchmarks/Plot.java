package io.github.smsgist.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Bars of processor time by client, shortest first, readable on light and dark pages.
 */
final class Plot {

	private static final int WIDTH = 760;

	private static final int LEFT = 200;

	private static final int TOP = 56;

	private static final int ROW = 30;

	private final List<Bar> bars;

	Plot(Map<String, String> names, ToDoubleFunction<String> value) {
		this.bars = names.entrySet()
			.stream()
			.map((entry) -> new Bar(entry.getKey(), entry.getValue(), value.applyAsDouble(entry.getKey())))
			.filter((bar) -> Double.isFinite(bar.value()))
			.sorted(Comparator.comparingDouble(Bar::value))
			.toList();
	}

	String svg() {
		double longest = this.bars.stream().mapToDouble(Bar::value).max().orElse(1);
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < this.bars.size(); i++) {
			Bar bar = this.bars.get(i);
			int y = TOP + i * ROW;
			double width = Math.max(2, (WIDTH - LEFT - 80) * bar.value() / longest);
			rows.append(String.format(Locale.ROOT, """
					<text x="%d" y="%d" class="name">%s</text>
					<rect x="%d" y="%d" width="%.1f" height="%d" rx="3" class="%s"/>
					<text x="%.1f" y="%d">%.1f</text>
					""", LEFT - 10, y + 18, bar.name(), LEFT, y + 3, width, ROW - 8,
					bar.client().startsWith("smsgist") ? "ours" : "other", LEFT + width + 8, y + 18, bar.value()));
		}
		int height = TOP + this.bars.size() * ROW + 16;
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" \
				aria-labelledby="title description">
				<title id="title">Processor time per 1,000 sends at 64 callers</title>
				<desc id="description">Milliseconds, less is better. %3$s.</desc>
				<style>
				text { font: 14px system-ui, sans-serif; fill: #1f2328 }
				.head { font-weight: 600 }
				.name { text-anchor: end }
				.ours { fill: #0a7d5a }
				.other { fill: #8c959f }
				@media (prefers-color-scheme: dark) {
				text { fill: #e6edf3 }
				.ours { fill: #3fb98f }
				.other { fill: #6e7681 }
				}
				</style>
				<text x="16" y="26" class="head">Processor time per 1,000 sends at 64 callers, ms (less is better)</text>
				%4$s</svg>
				"""
			.formatted(WIDTH, height,
					this.bars.stream()
						.map((bar) -> String.format(Locale.ROOT, "%s %.1f", bar.name(), bar.value()))
						.collect(Collectors.joining("; ")),
					rows);
	}

	private record Bar(String client, String name, double value) {

	}

}
