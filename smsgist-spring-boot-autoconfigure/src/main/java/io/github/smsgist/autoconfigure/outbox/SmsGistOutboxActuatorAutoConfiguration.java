package io.github.smsgist.autoconfigure.outbox;

import java.time.Clock;

import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.SmsGistOutbox;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for health, metrics and the actuator
 * endpoint of the outbox.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistOutboxAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(SmsGistOutbox.class)
@ConditionalOnBean(SmsGistOutbox.class)
public final class SmsGistOutboxActuatorAutoConfiguration {

	SmsGistOutboxActuatorAutoConfiguration() {
	}

	@Bean
	OutboxCount smsGistOutboxCount(SmsGistOutbox outbox, ObjectProvider<Clock> clock) {
		return new OutboxCount(outbox, clock.getIfUnique(Clock::systemUTC));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("smsgist-outbox")
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = { "smsgistOutboxHealthIndicator", "smsgistOutboxHealthContributor" })
		OutboxHealthIndicator smsgistOutboxHealthIndicator(OutboxCount count, ObjectProvider<OutboxWorker> worker) {
			return new OutboxHealthIndicator(count, worker.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		OutboxMetrics smsGistOutboxMetrics(OutboxCount count, MeterRegistry registry,
				ConfigurableApplicationContext context) {
			OutboxMetrics metrics = new OutboxMetrics(count, registry);
			metrics.listeners().forEach(context::addApplicationListener);
			return metrics;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	@ConditionalOnAvailableEndpoint(SmsGistOutboxEndpoint.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		SmsGistOutboxEndpoint smsGistOutboxEndpoint(SmsGistOutbox outbox, ObjectProvider<OutboxWorker> worker) {
			return new SmsGistOutboxEndpoint(outbox, worker.getIfAvailable());
		}

	}

}
