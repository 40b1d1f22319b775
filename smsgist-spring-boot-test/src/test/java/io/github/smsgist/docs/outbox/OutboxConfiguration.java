package io.github.smsgist.docs.outbox;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.JdbcSmsGistOutbox;
import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.OutboxWorkerSettings;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * An outbox and its database, with a table of orders and a mock of SMSGist.
 */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
public class OutboxConfiguration {

	@Bean
	EmbeddedDatabase dataSource() {
		return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.addScript("io/github/smsgist/jdbc/schema-h2.sql")
			.addScript("io/github/smsgist/docs/outbox/orders.sql")
			.build();
	}

	@Bean
	JdbcTransactionManager transactionManager(DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	@Bean
	JdbcClient jdbcClient(DataSource dataSource) {
		return JdbcClient.create(dataSource);
	}

	@Bean
	SmsGistOperations smsGist() {
		SmsGistOperations smsGist = mock(SmsGistOperations.class);
		given(smsGist.sendSms(any(SmsMessage.class))).willReturn(SendReceipt.of("message-1"));
		given(smsGist.sendSms(any(SmsMessage.class), any(Duration.class))).willReturn(SendReceipt.of("message-2"));
		return smsGist;
	}

	@Bean
	JdbcSmsGistOutbox outbox(DataSource dataSource) {
		return new JdbcSmsGistOutbox(dataSource, "GH", Clock.systemUTC());
	}

	@Bean
	OutboxWorker worker(JdbcSmsGistOutbox outbox, DataSource dataSource, PlatformTransactionManager transactionManager,
			SmsGistOperations smsGist, ApplicationEventPublisher events) {
		OutboxWorkerSettings settings = OutboxWorkerSettings.builder().pollingInterval(Duration.ofMillis(100)).build();
		return new OutboxWorker(outbox, dataSource, transactionManager, smsGist, events, settings, Clock.systemUTC());
	}

}
