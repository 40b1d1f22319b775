package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryBudget}.
 */
class RetryBudgetTests {

	private final AtomicLong now = new AtomicLong();

	private final RetryBudget budget = new RetryBudget(this.now::get);

	@Test
	void aLongOutageIsRepeatedForEveryTenthCallAtMost() {
		int calls = 3000;
		int retries = 0;
		for (int i = 0; i < calls; i++) {
			this.now.addAndGet(10_000_000L);
			this.budget.callStarted();
			for (int attempt = 1; attempt < 4 && this.budget.tryRetry(); attempt++) {
				retries++;
			}
		}
		assertThat(retries).isBetween(calls / 10, calls / 10 + 20 + 30);
	}

	@Test
	void whoSendsLittleCanAlwaysRepeat() {
		for (int i = 0; i < 100; i++) {
			this.now.addAndGet(10_000_000_000L);
			this.budget.callStarted();
			assertThat(this.budget.tryRetry()).isTrue();
			assertThat(this.budget.tryRetry()).isTrue();
			assertThat(this.budget.tryRetry()).isTrue();
		}
	}

	@Test
	void aServiceThatFailsNowAndThenIsAlwaysAskedAgain() {
		for (int i = 0; i < 10_000; i++) {
			this.budget.callStarted();
			if (i % 4 == 0) {
				assertThat(this.budget.tryRetry()).isTrue();
			}
			this.budget.callSucceeded();
		}
	}

	@Test
	void savingsAreBounded() {
		this.now.addAndGet(1_000_000_000_000L);
		for (int i = 0; i < 100_000; i++) {
			this.budget.callStarted();
		}
		int retries = 0;
		while (this.budget.tryRetry()) {
			retries++;
		}
		assertThat(retries).isEqualTo(20);
	}

}
