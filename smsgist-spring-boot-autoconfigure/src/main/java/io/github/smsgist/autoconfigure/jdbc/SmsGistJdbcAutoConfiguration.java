package io.github.smsgist.autoconfigure.jdbc;

import javax.sql.DataSource;

import io.github.smsgist.outbox.JdbcSmsGistOutbox;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the tables of SMSGist.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({ JdbcSmsGistOutbox.class, PropertiesBasedDataSourceScriptDatabaseInitializer.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnBooleanProperty(name = "smsgist.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SmsGistJdbcProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(SmsGistJdbcAutoConfiguration.SchemaRuntimeHints.class)
public final class SmsGistJdbcAutoConfiguration {

	SmsGistJdbcAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnSmsGistDatabaseInitializationCondition.class)
	SmsGistDataSourceScriptDatabaseInitializer smsGistDataSourceScriptDatabaseInitializer(DataSource dataSource,
			SmsGistJdbcProperties properties) {
		return new SmsGistDataSourceScriptDatabaseInitializer(dataSource, properties);
	}

	static class OnSmsGistDatabaseInitializationCondition extends OnDatabaseInitializationCondition {

		OnSmsGistDatabaseInitializationCondition() {
			super("SMSGist", "smsgist.jdbc.initialize-schema");
		}

	}

	static class SchemaRuntimeHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern("io/github/smsgist/jdbc/schema-*.sql");
		}

	}

}
