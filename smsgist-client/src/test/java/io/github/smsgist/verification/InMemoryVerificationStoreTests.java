package io.github.smsgist.verification;

import java.time.Clock;

/**
 * Tests for {@link InMemoryVerificationStore}.
 */
class InMemoryVerificationStoreTests extends AbstractVerificationStoreTests {

	@Override
	protected VerificationStore store(Clock clock) {
		return new InMemoryVerificationStore(clock);
	}

}
