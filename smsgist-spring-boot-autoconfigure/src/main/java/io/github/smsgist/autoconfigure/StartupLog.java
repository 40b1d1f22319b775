package io.github.smsgist.autoconfigure;

import java.math.BigDecimal;
import java.math.MathContext;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.SmsGistTemplateBuilder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Logs the address, the format of the bearer token and the limits in one line at startup.
 */
final class StartupLog implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupLog.class);

	private static final MathContext FOUR_DIGITS = new MathContext(4);

	private final SmsGistConnectionDetails connectionDetails;

	private final SmsGistProperties properties;

	private final String token;

	private final ResilienceSettings resilience;

	private final @Nullable RetryRegistry retryRegistry;

	private final @Nullable RateLimiterRegistry rateLimiterRegistry;

	StartupLog(SmsGistConnectionDetails connectionDetails, SmsGistProperties properties, String token,
			ResilienceSettings resilience, @Nullable RetryRegistry retryRegistry,
			@Nullable RateLimiterRegistry rateLimiterRegistry) {
		this.connectionDetails = connectionDetails;
		this.properties = properties;
		this.token = token;
		this.resilience = resilience;
		this.retryRegistry = retryRegistry;
		this.rateLimiterRegistry = rateLimiterRegistry;
	}

	@Override
	public void afterSingletonsInstantiated() {
		logger.info("SMSGist at %s: bearer token %s; %s, up to %s for a call, within %s s".formatted(
				this.connectionDetails.getBaseUrl(), this.token, limit(), maxAttempts(),
				number(this.properties.getRetry().getMaxDuration().toMillis() / 1e3)));
	}

	private int maxAttempts() {
		RetryConfig config = (this.retryRegistry != null) ? this.retryRegistry.find(SmsGistTemplateBuilder.DEFAULT_NAME)
			.map(Retry::getRetryConfig)
			.orElse(this.resilience.retry()) : this.resilience.retry();
		return config.getMaxAttempts();
	}

	private String limit() {
		RateLimiterConfig config = this.resilience.rateLimiter();
		if (config == null) {
			return "any number of requests";
		}
		if (this.rateLimiterRegistry != null) {
			config = this.rateLimiterRegistry.find(SmsGistTemplateBuilder.DEFAULT_NAME)
				.map(RateLimiter::getRateLimiterConfig)
				.orElse(config);
		}
		return "at most %s requests a second"
			.formatted(number(config.getLimitForPeriod() * 1e9 / config.getLimitRefreshPeriod().toNanos()));
	}

	private static String number(double value) {
		return new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
	}

}
