package io.github.smsgist.experiment;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.smsgist.SendResult;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that is killed while it sends, and started again with the same keys, neither
 * doubles nor loses a message.
 */
class CrashTests {

	private static final int MESSAGES = 400;

	@Test
	void killedHalfWayAndStartedAgain() throws Exception {
		try (SmsGistSandbox sandbox = SmsGistSandbox.builder().balance("1000").start()) {
			sandbox.faults().rate(0.1, 7).loseAnswer();
			sandbox.faults().always().delay(Duration.ofMillis(20));
			// So slow that a busy machine is sure to find it on its way.
			Process first = sender(sandbox, 40);
			Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> sandbox.messageCount() >= MESSAGES / 3);
			first.destroyForcibly().waitFor();
			long beforeRestart = sandbox.messageCount();
			assertThat(beforeRestart).isLessThan(MESSAGES);
			Process second = sender(sandbox, 200);
			assertThat(second.waitFor(5, TimeUnit.MINUTES)).isTrue();
			assertThat(second.exitValue()).isZero();
			assertThat(sandbox.messages()).extracting(SandboxMessage::idempotencyKey)
				.containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES).mapToObj(Sender::key).toList());
		}
	}

	private static Process sender(SmsGistSandbox sandbox, int perSecond) throws IOException {
		return new ProcessBuilder(List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Sender.class.getName(),
				sandbox.url().toString(), String.valueOf(perSecond)))
			.redirectErrorStream(true)
			.redirectOutput(new File("target", "crash-sender.log"))
			.start();
	}

	/**
	 * Sends all messages, and exits with 0 if all were sent.
	 */
	static final class Sender {

		private Sender() {
		}

		public static void main(String[] args) {
			boolean allSent;
			try (ClientApplication client = ClientApplication.start(args[0], CallListener.NONE,
					List.of("smsgist.rate-limiter.limit-for-period=" + args[1], "smsgist.retry.initial-backoff=20ms",
							"smsgist.retry.max-attempts=10"))) {
				allSent = Boolean.TRUE.equals(client.reactive()
					.sendSms(Flux.range(0, MESSAGES).map(Sender::message))
					.all(SendResult::isSent)
					.block());
			}
			System.exit(allSent ? 0 : 1);
		}

		private static SmsMessage message(int i) {
			return SmsMessage.builder().to("+233245972246").message("Message " + i).idempotencyKey(key(i)).build();
		}

		static String key(int i) {
			return "crash-" + i;
		}

	}

}
