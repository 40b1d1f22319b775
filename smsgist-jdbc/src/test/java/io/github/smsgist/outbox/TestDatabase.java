package io.github.smsgist.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A scratch database of a test, with the tables. PostgreSQL and MariaDB are looked for
 * where {@code smsgist.test.postgresql.url} and {@code smsgist.test.mariadb.url} say, or
 * at their ports of this machine; tests that need one are skipped where there is none.
 */
public final class TestDatabase implements AutoCloseable {

	private final String platform;

	private final HikariDataSource dataSource;

	private DataSource shown;

	private final String drop;

	private final @Nullable String adminUrl;

	private final String user;

	private final String password;

	private @Nullable Server server;

	private TestDatabase(String platform, String url, String user, String password, @Nullable String adminUrl,
			String drop) {
		this.platform = platform;
		this.user = user;
		this.password = password;
		this.adminUrl = adminUrl;
		this.drop = drop;
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(user);
		config.setPassword(password);
		config.setMaximumPoolSize(12);
		this.dataSource = new HikariDataSource(config);
		this.shown = this.dataSource;
	}

	public static TestDatabase h2() {
		return new TestDatabase("h2", "jdbc:h2:mem:" + name() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000", "sa", "", null,
				"shutdown")
			.withTables();
	}

	/**
	 * A database that rolls each statement of a thread back once; see
	 * {@link DeadlockingDataSource}.
	 */
	public static TestDatabase h2WithDeadlocks() {
		TestDatabase database = h2();
		database.shown = new DeadlockingDataSource(database.dataSource);
		return database;
	}

	/**
	 * A database that other processes can reach as well.
	 */
	static TestDatabase h2Server() {
		try {
			Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
			TestDatabase database = new TestDatabase("h2",
					"jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:" + name() + ";DB_CLOSE_DELAY=-1", "sa", "",
					null, "shutdown")
				.withTables();
			database.server = server;
			return database;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static TestDatabase postgresql() {
		return postgresql(setting("postgresql.url", "jdbc:postgresql://127.0.0.1:5432/postgres"));
	}

	static TestDatabase postgresql(String url) {
		String user = setting("postgresql.user", "postgres");
		String password = setting("postgresql.password", "");
		String schema = name();
		execute("PostgreSQL", url, user, password, "create schema " + schema);
		return new TestDatabase("postgresql", url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema, user,
				password, url, "drop schema " + schema + " cascade")
			.withTables();
	}

	public static TestDatabase mariadb() {
		String url = setting("mariadb.url", "jdbc:mariadb://127.0.0.1:3306/");
		String user = setting("mariadb.user", "root");
		String password = setting("mariadb.password", "");
		String name = name();
		execute("MariaDB", url, user, password, "create database " + name);
		return new TestDatabase("mariadb", url + name, user, password, url, "drop database " + name).withTables();
	}

	/**
	 * MySQL, as far as can be tested without it; see {@link MariaDbAsMySql}.
	 */
	public static TestDatabase mysql() {
		String url = MariaDbAsMySql.shared().url();
		String name = name();
		execute("MySQL", url, "root", "", "create database " + name);
		return new TestDatabase("mysql", url + name, "root", "", url, "drop database " + name).withTables();
	}

	private static String name() {
		return "smsgist_" + UUID.randomUUID().toString().substring(0, 8);
	}

	private static String setting(String name, String defaultValue) {
		String property = "smsgist.test." + name;
		String variable = System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'));
		return System.getProperty(property, (variable != null) ? variable : defaultValue);
	}

	private static void execute(String product, String url, String user, String password, String statement) {
		Properties properties = new Properties();
		properties.setProperty("user", user);
		properties.setProperty("password", password);
		properties.setProperty("loginTimeout", "20");
		try (Connection connection = DriverManager.getConnection(url, properties)) {
			connection.createStatement().execute(statement);
		}
		catch (SQLException ex) {
			if (Boolean.getBoolean("smsgist.test.all-databases")) {
				throw new IllegalStateException("There is no " + product + " at " + url, ex);
			}
			throw new TestAbortedException(
					"Skipped because there is no %s at %s (%s)".formatted(product, url, ex.getMessage()));
		}
	}

	private TestDatabase withTables() {
		ResourceDatabasePopulator script = new ResourceDatabasePopulator(
				new ClassPathResource("io/github/smsgist/jdbc/schema-%s.sql".formatted(this.platform)));
		script.execute(this.dataSource);
		// Several instances start at once.
		script.execute(this.dataSource);
		jdbc().execute("create table orders (id varchar(50) primary key)");
		return this;
	}

	public String platform() {
		return this.platform;
	}

	public DataSource dataSource() {
		return this.shown;
	}

	public String url() {
		return this.dataSource.getJdbcUrl();
	}

	public String user() {
		return this.user;
	}

	public String password() {
		return this.password;
	}

	public JdbcTemplate jdbc() {
		return new JdbcTemplate(this.dataSource);
	}

	@Override
	public void close() {
		if (this.server != null) {
			this.dataSource.close();
			this.server.stop();
		}
		else if (this.adminUrl == null) {
			jdbc().execute(this.drop);
			this.dataSource.close();
		}
		else {
			this.dataSource.close();
			execute(this.platform, this.adminUrl, this.user, this.password, this.drop);
		}
	}

}
