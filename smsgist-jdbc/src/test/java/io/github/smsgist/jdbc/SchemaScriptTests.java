package io.github.smsgist.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every script makes the same tables, also those for databases of which there is no
 * server to be had: H2 reads them in its mode for each.
 */
class SchemaScriptTests {

	@ParameterizedTest
	@CsvSource({ "mysql, MySQL", "mariadb, MariaDB", "postgresql, PostgreSQL", "oracle, Oracle",
			"sqlserver, MSSQLServer" })
	void everyScriptMakesTheTablesOfAllOthers(String platform, String mode) throws Exception {
		Tables expected = tables("h2", "REGULAR");
		assertThat(expected.columns()).hasSize(6);
		Tables tables = tables(platform, mode);
		assertThat(tables.columns()).isEqualTo(expected.columns());
		assertThat(tables.keys()).isEqualTo(expected.keys());
		assertThat(tables.indexes()).isEqualTo(expected.indexes());
	}

	@Test
	void noScriptIsMissingHere() throws Exception {
		assertThat(new PathMatchingResourcePatternResolver().getResources("classpath*:io/github/smsgist/jdbc/*.sql"))
			.extracting(Resource::getFilename)
			.containsExactlyInAnyOrder("schema-h2.sql", "schema-mysql.sql", "schema-mariadb.sql",
					"schema-postgresql.sql", "schema-oracle.sql", "schema-sqlserver.sql");
	}

	private static Tables tables(String platform, String mode) throws Exception {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(
				"jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=" + mode);
		String script = new ClassPathResource("schema-" + platform + ".sql", SchemaScriptTests.class)
			.getContentAsString(StandardCharsets.UTF_8)
			// Unlike that of MySQL, H2 does not know the collations of SQL Server.
			.replace(" collate Latin1_General_BIN2", "");
		new ResourceDatabasePopulator(new ByteArrayResource(script.getBytes(StandardCharsets.UTF_8)))
			.execute(dataSource);
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		try {
			return new Tables(
					read(jdbc,
							"select table_name, column_name || ' ' || is_nullable from information_schema.columns"
									+ " where lower(table_name) like 'smsgist%' order by table_name, ordinal_position"),
					read(jdbc,
							"select table_name, column_name from information_schema.key_column_usage"
									+ " where lower(table_name) like 'smsgist%' order by table_name, ordinal_position"),
					read(jdbc,
							"select index_name, column_name || ' ' || ordering_specification"
									+ " from information_schema.index_columns where lower(index_name) like 'smsgist%'"
									+ " order by index_name, ordinal_position"));
		}
		finally {
			jdbc.execute("shutdown");
		}
	}

	private static Map<String, List<String>> read(JdbcTemplate jdbc, String query) {
		Map<String, List<String>> result = new TreeMap<>();
		jdbc.query(query, (row) -> {
			result.merge(row.getString(1).toLowerCase(Locale.ROOT), List.of(row.getString(2).toLowerCase(Locale.ROOT)),
					(first, second) -> Stream.concat(first.stream(), second.stream()).toList());
		});
		return result;
	}

	private record Tables(Map<String, List<String>> columns, Map<String, List<String>> keys,
			Map<String, List<String>> indexes) {

	}

}
