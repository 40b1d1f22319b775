package io.github.smsgist.autoconfigure.jdbc;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.init.DatabaseInitializationProperties;

/**
 * Configuration properties for the tables in the application's own database.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("smsgist.jdbc")
public class SmsGistJdbcProperties extends DatabaseInitializationProperties {

	@Override
	public String getDefaultSchemaLocation() {
		return "classpath:io/github/smsgist/jdbc/schema-@@platform@@.sql";
	}

}
