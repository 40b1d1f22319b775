package io.github.smsgist.autoconfigure.health;

import io.github.smsgist.autoconfigure.CreditBalanceCache;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.SmsGistProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link SmsGistHealthIndicator}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistAutoConfiguration.class)
@ConditionalOnClass({ ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(CreditBalanceCache.class)
@ConditionalOnEnabledHealthIndicator("smsgist")
public final class SmsGistHealthContributorAutoConfiguration {

	SmsGistHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "smsgistHealthIndicator", "smsgistHealthContributor" })
	SmsGistHealthIndicator smsgistHealthIndicator(CreditBalanceCache balance, SmsGistProperties properties) {
		SmsGistProperties.Health health = properties.getHealth();
		return new SmsGistHealthIndicator(balance, health.getTimeout(), health.getLowCreditThreshold(),
				new Status(health.getLowCreditStatus()));
	}

}
