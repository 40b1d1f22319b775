package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.function.Function;

import io.github.smsgist.error.SmsGistException.Outcome;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static io.github.smsgist.internal.resilience.AttemptFailures.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallProgress}.
 */
class CallProgressTests extends AbstractCallPolicyTests {

	@Test
	void whoGivesUpLearnsWhatIsCertainAndEndsTheCall() {
		CallPolicy policy = policy(4).rateLimiter(limiter(1, 60)).build();
		CallProgress progress = new CallProgress();
		assertThat(progress.end()).as("not begun").isNull();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		CallProgress waiting = observed(policy, (attempt) -> Mono.just("sent"));
		assertThat(waiting.end()).isEqualTo(SEND.failed(0, Outcome.NOT_PROCESSED));
		advance(60_000);
		assertThat(this.attempts).as("the first call's only").hasSize(1);
		CallProgress attempting = observed(policy, (attempt) -> Mono.never());
		assertThat(attempting.end()).isEqualTo(SEND.failed(1, Outcome.UNKNOWN));
		CallProgress refused = observed(policy, (attempt) -> Mono.error(tooMany(attempt, Duration.ofSeconds(5))));
		advance(1_000);
		assertThat(refused.end()).isEqualTo(SEND.failed(1, Outcome.NOT_PROCESSED));
	}

	private CallProgress observed(CallPolicy policy, Function<Attempt, Mono<Object>> exchange) {
		CallProgress progress = new CallProgress();
		policy.run(SEND, recorded(exchange))
			.contextWrite((context) -> context.put(CallProgress.class, progress))
			.subscribe(this.results::add, this.results::add);
		return progress;
	}

}
