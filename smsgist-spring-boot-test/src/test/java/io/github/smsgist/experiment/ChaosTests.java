package io.github.smsgist.experiment;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sent once, whatever the service does. The seed of a failure replays its faults.
 */
class ChaosTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2026 })
	void everyMessageIsSentOnceAndEveryFailureTellsTheTruth(long seed) throws InterruptedException {
		check(new Chaos(600, seed).run());
	}

	@Test
	@Tag("experiment")
	void tenThousandMessages() throws InterruptedException {
		Chaos.Report report = new Chaos(10_000, 20261123).run();
		Results.print("chaos", report.toString());
		check(report);
	}

	private static void check(Chaos.Report report) {
		assertThat(report.sent() + report.unknown() + report.notProcessed()).as("reported in %s", report)
			.isEqualTo(report.messages());
		assertThat(report.requests()).as("requests in %s, which must have been repeated", report)
			.isGreaterThan(report.messages());
		assertThat(report.lost()).as("reported sent, but lost, in %s", report).isZero();
		assertThat(report.wronglyDenied()).as("reported not sent, but sent, in %s", report).isZero();
		assertThat(report.duplicates()).as("duplicates in %s", report).isZero();
		assertThat(report.onServerAfterResume()).as("after sending again in %s", report)
			.isEqualTo(report.messages())
			.isEqualTo(report.keysAfterResume());
	}

}
