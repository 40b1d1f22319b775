package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.smsgist.client.CallListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import static io.github.smsgist.internal.resilience.AttemptFailures.serverError;
import static io.github.smsgist.internal.resilience.AttemptFailures.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallListeners}.
 */
class CallListenersTests extends AbstractCallPolicyTests {

	@ParameterizedTest
	@EnumSource(CallListener.WaitReason.class)
	void theListenerHearsOfEveryKindOfWait(CallListener.WaitReason expected) {
		CallPolicy policy = policy(4).rateLimiter(limiter(10, 60)).listener(new Recorder("")).build();
		for (int i = 0; i < 3; i++) {
			run(policy, SEND, CallListenersTests::sentAtTheThirdAttempt);
		}
		advance(60_000);
		assertThat(this.heard).contains("waiting " + expected);
	}

	@Test
	void aWaitForTheFirstAttemptIsNotReportedAsOneForAPermit() {
		CallPolicy policy = policy(1).rateLimiter(limiter(1000, 60)).listener(new Recorder("")).build();
		run(policy, SEND, (attempt) -> Mono.never());
		advance(10);
		run(policy, READ, (attempt) -> Mono.just("balance"));
		assertThat(policy.waitingCalls()).isEqualTo(1);
		assertThat(this.heard).containsExactly("started");
	}

	@Test
	void allListenersAreNotifiedOnceInOrder() {
		CallPolicy policy = policy(3)
			.listener(new CallListeners(List.of(new Recorder("first "), new Recorder("second "))))
			.build();
		run(policy, SEND, CallListenersTests::sentAtTheThirdAttempt);
		advance(60_000);
		run(policy, READ, fails(AttemptFailures::refused));
		policy.stop();
		List<String> expected = Stream
			.of("started", "retried", "waiting BACKOFF", "paused PT1S", "retried", "waiting PAUSE", "succeeded",
					"failed", "stopped")
			.flatMap((event) -> Stream.of("first " + event, "second " + event))
			.toList();
		assertThat(this.heard).isEqualTo(expected);
	}

	private static Mono<Object> sentAtTheThirdAttempt(Attempt attempt) {
		return switch (attempt.number()) {
			case 1 -> Mono.error(serverError(attempt));
			case 2 -> Mono.error(tooMany(attempt, Duration.ofSeconds(1)));
			default -> Mono.just("sent");
		};
	}

}
