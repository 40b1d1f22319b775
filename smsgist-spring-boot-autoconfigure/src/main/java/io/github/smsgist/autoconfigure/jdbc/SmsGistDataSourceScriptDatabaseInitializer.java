package io.github.smsgist.autoconfigure.jdbc;

import javax.sql.DataSource;

import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;

/**
 * Initializer that creates the tables of SMSGist. May be registered as a bean to override
 * auto-configuration.
 *
 * @since 0.1.0
 */
public class SmsGistDataSourceScriptDatabaseInitializer
		extends PropertiesBasedDataSourceScriptDatabaseInitializer<SmsGistJdbcProperties> {

	/**
	 * Create an initializer.
	 * @param dataSource the database
	 * @param properties the properties
	 */
	public SmsGistDataSourceScriptDatabaseInitializer(DataSource dataSource, SmsGistJdbcProperties properties) {
		super(dataSource, properties);
	}

}
