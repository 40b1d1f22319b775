package io.github.smsgist.autoconfigure.webhook;

import java.time.Clock;

import javax.sql.DataSource;

import io.github.smsgist.jdbc.JdbcWebhookDeliveries;
import io.github.smsgist.webhook.InMemoryWebhookDeliveries;
import io.github.smsgist.webhook.WebhookDeliveries;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configurations for {@link WebhookDeliveries}, in the database or in memory.
 */
final class WebhookDeliveriesConfiguration {

	private WebhookDeliveriesConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JdbcWebhookDeliveries.class)
	@ConditionalOnSingleCandidate(DataSource.class)
	static class Shared {

		@Bean
		@ConditionalOnMissingBean(WebhookDeliveries.class)
		JdbcWebhookDeliveries smsGistWebhookDeliveries(DataSource dataSource, SmsGistWebhookProperties properties,
				ObjectProvider<Clock> clock) {
			return new JdbcWebhookDeliveries(dataSource, properties.getRememberFor(),
					clock.getIfUnique(Clock::systemUTC));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InMemory {

		@Bean
		@ConditionalOnMissingBean(WebhookDeliveries.class)
		InMemoryWebhookDeliveries smsGistWebhookDeliveries(SmsGistWebhookProperties properties,
				ObjectProvider<Clock> clock) {
			return new InMemoryWebhookDeliveries(properties.getRememberedDeliveries(), properties.getRememberFor(),
					clock.getIfUnique(Clock::systemUTC));
		}

	}

}
