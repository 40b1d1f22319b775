package io.github.smsgist.autoconfigure.outbox;

import java.time.Clock;

import javax.sql.DataSource;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.SmsGistProperties;
import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.autoconfigure.jdbc.SmsGistJdbcAutoConfiguration;
import io.github.smsgist.outbox.JdbcSmsGistOutbox;
import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.OutboxWorkerSettings;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for durable sending in applications
 * with a {@link DataSource}. Uses the {@link Clock} bean if there is exactly one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { SmsGistAutoConfiguration.class, SmsGistJdbcAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class },
		afterName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({ JdbcSmsGistOutbox.class, JdbcTransactionManager.class, DataSourceAutoConfiguration.class })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnBooleanProperty(name = "smsgist.enabled", matchIfMissing = true)
@Conditional(SmsGistOutboxAutoConfiguration.OnOutboxCondition.class)
@EnableConfigurationProperties({ SmsGistProperties.class, SmsGistOutboxProperties.class })
public final class SmsGistOutboxAutoConfiguration {

	private static final PropertyValidator VALIDATOR = new PropertyValidator("smsgist.outbox");

	private final SmsGistOutboxProperties properties;

	private final Clock clock;

	SmsGistOutboxAutoConfiguration(SmsGistOutboxProperties properties, ObjectProvider<Clock> clock) {
		this.properties = properties;
		this.clock = clock.getIfUnique(Clock::systemUTC);
	}

	@Bean
	@DependsOnDatabaseInitialization
	@ConditionalOnMissingBean(SmsGistOutbox.class)
	@ConditionalOnBooleanProperty(name = "smsgist.outbox.enabled", matchIfMissing = true)
	JdbcSmsGistOutbox smsGistOutbox(DataSource dataSource, SmsGistProperties smsGistProperties) {
		return new JdbcSmsGistOutbox(dataSource, smsGistProperties.getDefaultRegion(), this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(JdbcSmsGistOutbox.class)
	@ConditionalOnBooleanProperty(name = "smsgist.outbox.worker.enabled", matchIfMissing = true)
	OutboxWorker smsGistOutboxWorker(JdbcSmsGistOutbox outbox, DataSource dataSource,
			ObjectProvider<PlatformTransactionManager> transactionManager, SmsGistOperations smsGist,
			ApplicationEventPublisher events) {
		return new OutboxWorker(outbox, dataSource,
				transactionManager.getIfUnique(() -> new JdbcTransactionManager(dataSource)), smsGist, events,
				settings(), this.clock);
	}

	private OutboxWorkerSettings settings() {
		SmsGistOutboxProperties.Worker worker = this.properties.getWorker();
		OutboxWorkerSettings.Builder builder = OutboxWorkerSettings.builder();
		VALIDATOR.set("worker.threads", worker.getThreads(), builder::threads);
		VALIDATOR.set("worker.polling-interval", worker.getPollingInterval(), builder::pollingInterval);
		VALIDATOR.set("worker.heartbeat-interval", worker.getHeartbeatInterval(), builder::heartbeatInterval);
		VALIDATOR.set("worker.shutdown-timeout", worker.getShutdownTimeout(), builder::shutdownTimeout);
		VALIDATOR.set("worker.initial-backoff", worker.getInitialBackoff(), builder::initialBackoff);
		VALIDATOR.set("worker.max-backoff", worker.getMaxBackoff(), builder::maxBackoff);
		VALIDATOR.set("worker.check-interval", worker.getCheckInterval(), builder::checkInterval);
		VALIDATOR.set("remember", this.properties.getRemember(), builder::remember);
		VALIDATOR.set("parked.keep", this.properties.getParked().getKeep(), builder::keepParked);
		return builder.build();
	}

	/**
	 * Matches with credentials, or if the instance only stores messages.
	 */
	static class OnOutboxCondition extends AnyNestedCondition {

		OnOutboxCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnSingleCandidate(SmsGistOperations.class)
		static class Sending {

		}

		@ConditionalOnBooleanProperty(name = "smsgist.outbox.worker.enabled", havingValue = false)
		static class StoringOnly {

		}

	}

}
