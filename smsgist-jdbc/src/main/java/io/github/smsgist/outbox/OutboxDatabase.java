package io.github.smsgist.outbox;

import java.util.Objects;
import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Database of the outbox. Its kind is detected at the first use.
 */
final class OutboxDatabase {

	static final String TABLE = "smsgist_outbox";

	static final String TASK = "send";

	private static final int MAX_PARKED = 10_000;

	private final JdbcTemplate jdbc;

	private final SingletonSupplier<OutboxDialect> dialect;

	OutboxDatabase(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
		// Lazily: the database may be down when the application starts.
		this.dialect = SingletonSupplier.of(() -> OutboxDialect.detect(this.jdbc));
	}

	OutboxDialect dialect() {
		return Objects.requireNonNull(this.dialect.get());
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/**
	 * Return a template for reading parked messages, of which there may be many.
	 */
	JdbcTemplate limitedJdbc() {
		JdbcTemplate limited = new JdbcTemplate(Objects.requireNonNull(this.jdbc.getDataSource()));
		limited.setMaxRows(MAX_PARKED);
		return limited;
	}

	JdbcCustomization columns() {
		return dialect().customization();
	}

	/**
	 * Check that the tables exist.
	 */
	void check() {
		try {
			this.jdbc.query("select campaign, parked_reason from smsgist_outbox where 1 = 0", (row) -> {
			});
			this.jdbc.query("select campaign from smsgist_sent where 1 = 0", (row) -> {
			});
		}
		catch (BadSqlGrammarException ex) {
			throw new MissingOutboxTablesException(dialect().script(), ex);
		}
	}

}
