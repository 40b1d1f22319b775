package io.github.smsgist.outbox;

/**
 * The outbox on what says that it is MySQL.
 */
class MySqlOutboxTests extends AbstractOutboxTests {

	@Override
	TestDatabase newDatabase() {
		return TestDatabase.mysql();
	}

}
