package io.github.smsgist.autoconfigure.metrics;

import io.github.smsgist.autoconfigure.CreditBalanceCache;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for SMSGist metrics.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, CreditBalanceCache.class })
public final class SmsGistMetricsAutoConfiguration {

	SmsGistMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SmsGistCallMetrics smsGistCallMetrics(MeterRegistry registry) {
		return new SmsGistCallMetrics(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	SmsGistCreditMetrics smsGistCreditMetrics(CreditBalanceCache balance) {
		return new SmsGistCreditMetrics(balance);
	}

}
