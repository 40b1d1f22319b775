package io.github.smsgist.outbox;

import java.sql.DatabaseMetaData;
import java.util.Locale;

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
 * What databases do differently.
 */
record OutboxDialect(String platform, JdbcCustomization customization, boolean insertsIfAbsent) {

	static OutboxDialect detect(JdbcTemplate jdbc) {
		String product = jdbc.execute((ConnectionCallback<String>) (connection) -> {
			DatabaseMetaData metaData = connection.getMetaData();
			return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
		});
		return of(String.valueOf(product).toLowerCase(Locale.ROOT));
	}

	private static OutboxDialect of(String product) {
		if (product.startsWith("postgresql")) {
			return new OutboxDialect("postgresql", new PostgreSqlJdbcCustomization(false, false), true);
		}
		if (product.contains("mariadb")) {
			return new OutboxDialect("mariadb", new MariaDBJdbcCustomization(true), false);
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

	String script() {
		return "classpath:io/github/smsgist/jdbc/schema-%s.sql".formatted(this.platform);
	}

}
