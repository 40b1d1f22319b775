package io.github.smsgist.outbox;

/**
 * The outbox on H2.
 */
class H2OutboxTests extends AbstractOutboxTests {

	@Override
	TestDatabase newDatabase() {
		return TestDatabase.h2();
	}

}
