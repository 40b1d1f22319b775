package io.github.smsgist.experiment;

import java.math.BigDecimal;
import java.util.List;

import io.github.smsgist.SendResult;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many messages at once, over real sockets.
 */
class BulkTests {

	private static final int MESSAGES = 200;

	@Test
	void whenTheCreditsAreUsedUpTheRestIsNotAttemptedAndGoesOutLater() {
		try (SmsGistSandbox sandbox = SmsGistSandbox.builder().balance("0.33").start();
				// So slow that the refusal comes first on a busy machine, too.
				ClientApplication client = ClientApplication.start(sandbox, "smsgist.rate-limiter.limit-for-period=20");
				ClientApplication later = ClientApplication.start(sandbox,
						"smsgist.rate-limiter.limit-for-period=200")) {
			client.blocking().sendSms("+233245972246", "Whatever is slow the first time");
			List<SendResult<SmsMessage>> results = send(client);
			assertThat(results).hasSize(MESSAGES);
			assertThat(results).filteredOn(SendResult::isSent).hasSize(10);
			assertThat(results).filteredOn(SendResult.NotAttempted.class::isInstance).hasSizeGreaterThan(MESSAGES / 4);
			assertThat(sandbox.requestCount()).as("calls, most of which would have been in vain")
				.isLessThan(MESSAGES * 3 / 4);
			sandbox.setBalance(new BigDecimal("100"));
			assertThat(send(later)).as("all of them again, with the same keys").allMatch(SendResult::isSent);
			assertThat(sandbox.messageCount()).isEqualTo(MESSAGES + 1);
		}
	}

	private static List<SendResult<SmsMessage>> send(ClientApplication client) {
		return client.reactive()
			.sendSms(Flux.range(0, MESSAGES)
				.map((i) -> SmsMessage.builder()
					.to("+233245972246")
					.message("Hello")
					.idempotencyKey("bulk-" + i)
					.build()))
			.collectList()
			.blockOptional()
			.orElseThrow();
	}

}
