package io.github.smsgist.outbox;

/**
 * The outbox on a real PostgreSQL server.
 */
class PostgreSqlOutboxTests extends AbstractOutboxTests {

	@Override
	TestDatabase newDatabase() {
		return TestDatabase.postgresql();
	}

}
