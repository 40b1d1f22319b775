package io.github.smsgist.outbox;

/**
 * The outbox on a real MariaDB server.
 */
class MariaDbOutboxTests extends AbstractOutboxTests {

	@Override
	TestDatabase newDatabase() {
		return TestDatabase.mariadb();
	}

}
