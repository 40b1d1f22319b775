package io.github.smsgist.outbox;

import java.sql.DatabaseMetaData;
import java.util.Locale;
import java.util.Objects;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MariaDBJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MssqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.OracleJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Differences between databases.
 */
record OutboxDialect(String platform, JdbcCustomization customization, boolean insertsIfAbsent) {

	static OutboxDialect detect(JdbcTemplate jdbc) {
		Product product = jdbc.execute((ConnectionCallback<Product>) (connection) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			return new Product((metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion())
				.toLowerCase(Locale.ROOT), metaData.getDatabaseMajorVersion(), metaData.getDatabaseMinorVersion());
		});
		return of(Objects.requireNonNull(product));
	}

	private static OutboxDialect of(Product database) {
		String product = database.name();
		if (product.startsWith("postgresql")) {
			return new OutboxDialect("postgresql", new PostgreSqlJdbcCustomization(false, false), true);
		}
		if (product.contains("mariadb")) {
			// Since 10.6 MariaDB has MySQL's "for update skip locked". What db-scheduler
			// has for MariaDB puts the limit in the wrong place, and is off.
			return new OutboxDialect("mariadb",
					database.isAtLeast(10, 6) ? new MySQL8JdbcCustomization(true) : new MariaDBJdbcCustomization(true),
					false);
		}
		if (product.startsWith("mysql")) {
			return new OutboxDialect("mysql", new MySQL8JdbcCustomization(true), false);
		}
		if (product.startsWith("oracle")) {
			return new OutboxDialect("oracle", new OracleJdbcCustomization(false), false);
		}
		if (product.startsWith("microsoft")) {
			return new OutboxDialect("sqlserver", new MssqlJdbcCustomization(false), false);
		}
		return new OutboxDialect("h2", new DefaultJdbcCustomization(false), false);
	}

	boolean supportsLockAndFetch() {
		return this.customization.supportsSingleStatementLockAndFetch()
				|| this.customization.supportsGenericLockAndFetch();
	}

	private record Product(String name, int major, int minor) {

		boolean isAtLeast(int major, int minor) {
			return this.major > major || (this.major == major && this.minor >= minor);
		}

	}

	String script() {
		return "classpath:io/github/smsgist/jdbc/schema-%s.sql".formatted(this.platform);
	}

}
