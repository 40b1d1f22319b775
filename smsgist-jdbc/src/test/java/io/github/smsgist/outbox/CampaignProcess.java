package io.github.smsgist.outbox;

import java.time.Clock;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.smsgist.model.SmsMessage;

/**
 * Stores a campaign in a separate process, which a test can kill.
 */
final class CampaignProcess {

	private CampaignProcess() {
	}

	public static void main(String[] args) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(args[0]);
		dataSource.setUsername(args[1]);
		dataSource.setPassword(args[2]);
		dataSource.setMaximumPoolSize(2);
		long stored = new JdbcSmsGistOutbox(dataSource, "GH", Clock.systemUTC()).sendSms(
				IntStream.range(0, Integer.parseInt(args[3])).mapToObj(CampaignProcess::sms),
				OutboxOptions.builder().campaign("million").build());
		System.out.println(stored);
	}

	private static SmsMessage sms(int number) {
		return SmsMessage.builder()
			.to("+23324%07d".formatted(5000000 + number % 1_000_000))
			.message("Our sale starts on Friday.")
			.idempotencyKey("sale-" + number)
			.build();
	}

}
