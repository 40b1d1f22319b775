package io.github.smsgist.verification;

import java.time.Clock;

/**
 * Tests for {@link InMemoryVerificationStore}.
 */
class InMemoryVerificationStoreTests extends AbstractVerificationStoreTests {

	private final VerificationStore store = new InMemoryVerificationStore(Clock.systemUTC());

	@Override
	protected VerificationStore store() {
		return this.store;
	}

}
