package io.github.smsgist.autoconfigure;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.internal.resilience.RetrySettings;
import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.StringUtils;

/**
 * Configuration properties for SMSGist.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("smsgist")
public class SmsGistProperties {

	/**
	 * Whether to enable the SMSGist auto-configuration.
	 */
	private boolean enabled = true;

	/**
	 * Base URL of the service. Http is allowed for localhost only.
	 */
	private URI baseUrl = SmsGistConnection.DEFAULT_BASE_URL;

	/**
	 * Client id of the credential.
	 */
	private @Nullable String clientId;

	/**
	 * Client secret of the credential. The bearer token is made from it.
	 */
	private @Nullable String clientSecret;

	/**
	 * App secret key of the credential. The client secret is encrypted with it.
	 */
	private @Nullable String appSecretKey;

	/**
	 * Region of national phone numbers, as two upper-case letters.
	 */
	private String defaultRegion = SmsGistTemplateBuilder.DEFAULT_REGION;

	/**
	 * Whether to load what the first send needs in the background, once the application
	 * is ready.
	 */
	private boolean warmUp = true;

	private final Token token = new Token();

	private final Retry retry = new Retry();

	private final RateLimiter rateLimiter = new RateLimiter();

	private final Health health = new Health();

	@NestedConfigurationProperty
	private final SmsGistHttpProperties http = new SmsGistHttpProperties();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public URI getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	public @Nullable String getClientId() {
		return this.clientId;
	}

	public void setClientId(@Nullable String clientId) {
		this.clientId = clientId;
	}

	public @Nullable String getClientSecret() {
		return this.clientSecret;
	}

	public void setClientSecret(@Nullable String clientSecret) {
		this.clientSecret = clientSecret;
	}

	public @Nullable String getAppSecretKey() {
		return this.appSecretKey;
	}

	public void setAppSecretKey(@Nullable String appSecretKey) {
		this.appSecretKey = appSecretKey;
	}

	public String getDefaultRegion() {
		return this.defaultRegion;
	}

	public void setDefaultRegion(String defaultRegion) {
		this.defaultRegion = defaultRegion;
	}

	public boolean isWarmUp() {
		return this.warmUp;
	}

	public void setWarmUp(boolean warmUp) {
		this.warmUp = warmUp;
	}

	public Token getToken() {
		return this.token;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public RateLimiter getRateLimiter() {
		return this.rateLimiter;
	}

	public Health getHealth() {
		return this.health;
	}

	public SmsGistHttpProperties getHttp() {
		return this.http;
	}

	/**
	 * Format of the bearer token.
	 */
	public static class Token {

		/**
		 * Mode of AES-256 for the bearer token.
		 */
		private TokenCipher cipher = TokenFormat.DEFAULT.cipher();

		/**
		 * Key of the cipher, made from the app secret key: a name or an expression, such
		 * as cut(hex(sha256(key))).
		 */
		private String key = TokenFormat.DEFAULT.key();

		/**
		 * Source of the initialization vector: a name or an expression, such as cut(key).
		 */
		private String iv = TokenFormat.DEFAULT.iv();

		/**
		 * Text of the token: a name or an expression, such as hex(iv):hex(ciphertext). A
		 * part that the cipher does not have is empty.
		 */
		private String text = TokenFormat.DEFAULT.text();

		/**
		 * Whether to try common formats against the service at startup and log the
		 * properties to set. Not for production.
		 */
		private boolean findFormat;

		public TokenCipher getCipher() {
			return this.cipher;
		}

		public void setCipher(TokenCipher cipher) {
			this.cipher = cipher;
		}

		public String getKey() {
			return this.key;
		}

		public void setKey(String key) {
			this.key = key;
		}

		public String getIv() {
			return this.iv;
		}

		public void setIv(String iv) {
			this.iv = iv;
		}

		public String getText() {
			return this.text;
		}

		public void setText(String text) {
			this.text = text;
		}

		public boolean isFindFormat() {
			return this.findFormat;
		}

		public void setFindFormat(boolean findFormat) {
			this.findFormat = findFormat;
		}

		/**
		 * Return the format that the properties describe.
		 * @return the format
		 */
		public TokenFormat toFormat() {
			TokenFormat defaults = TokenFormat.DEFAULT;
			try {
				return new TokenFormat(this.cipher, textOr(this.key, defaults.key()), textOr(this.iv, defaults.iv()),
						textOr(this.text, defaults.text()));
			}
			catch (IllegalArgumentException ex) {
				throw new PropertyValidator("smsgist").rejected("token", null,
						"It does not describe a format of the token: " + ex.getMessage());
			}
		}

		/**
		 * Environment variables that are set to nothing leave blanks.
		 */
		private static String textOr(String text, String fallback) {
			return StringUtils.hasText(text) ? text : fallback;
		}

	}

	/**
	 * Retries.
	 */
	public static class Retry {

		/**
		 * Whether to retry calls.
		 */
		private boolean enabled = true;

		/**
		 * Maximum number of attempts, including the first.
		 */
		private int maxAttempts = RetrySettings.MAX_ATTEMPTS;

		/**
		 * Wait before the first retry. Each wait varies randomly by up to half of its
		 * length.
		 */
		private Duration initialBackoff = RetrySettings.INITIAL_BACKOFF;

		/**
		 * Factor between one wait and the next.
		 */
		private double multiplier = RetrySettings.MULTIPLIER;

		/**
		 * Maximum wait, unless the service asks for a longer one.
		 */
		private Duration maxBackoff = RetrySettings.MAX_BACKOFF;

		/**
		 * Time limit of a call, including all waits and attempts.
		 */
		private Duration maxDuration = RetrySettings.MAX_DURATION;

		/**
		 * Maximum pause after a 429, whatever the service asks for.
		 */
		private Duration maxPause = RetrySettings.MAX_PAUSE;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			this.maxAttempts = maxAttempts;
		}

		public Duration getInitialBackoff() {
			return this.initialBackoff;
		}

		public void setInitialBackoff(Duration initialBackoff) {
			this.initialBackoff = initialBackoff;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxBackoff() {
			return this.maxBackoff;
		}

		public void setMaxBackoff(Duration maxBackoff) {
			this.maxBackoff = maxBackoff;
		}

		public Duration getMaxDuration() {
			return this.maxDuration;
		}

		public void setMaxDuration(Duration maxDuration) {
			this.maxDuration = maxDuration;
		}

		public Duration getMaxPause() {
			return this.maxPause;
		}

		public void setMaxPause(Duration maxPause) {
			this.maxPause = maxPause;
		}

	}

	/**
	 * Rate limiter.
	 */
	public static class RateLimiter {

		/**
		 * Whether to limit the rate of calls.
		 */
		private boolean enabled = true;

		/**
		 * Maximum number of calls per period, spread evenly over it.
		 */
		private int limitForPeriod = RateLimiterSettings.LIMIT_FOR_PERIOD;

		/**
		 * Length of the period.
		 */
		private Duration limitRefreshPeriod = RateLimiterSettings.LIMIT_REFRESH_PERIOD;

		/**
		 * Maximum wait for a permit.
		 */
		private Duration timeoutDuration = RateLimiterSettings.TIMEOUT_DURATION;

		/**
		 * Whether to reduce the rate after a 429 until the service accepts more again.
		 */
		private boolean adaptive = true;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getLimitForPeriod() {
			return this.limitForPeriod;
		}

		public void setLimitForPeriod(int limitForPeriod) {
			this.limitForPeriod = limitForPeriod;
		}

		public Duration getLimitRefreshPeriod() {
			return this.limitRefreshPeriod;
		}

		public void setLimitRefreshPeriod(Duration limitRefreshPeriod) {
			this.limitRefreshPeriod = limitRefreshPeriod;
		}

		public Duration getTimeoutDuration() {
			return this.timeoutDuration;
		}

		public void setTimeoutDuration(Duration timeoutDuration) {
			this.timeoutDuration = timeoutDuration;
		}

		public boolean isAdaptive() {
			return this.adaptive;
		}

		public void setAdaptive(boolean adaptive) {
			this.adaptive = adaptive;
		}

	}

	/**
	 * Health indicator.
	 */
	public static class Health {

		/**
		 * Number of available credits below which the low-credit status is reported.
		 * Never reported by default.
		 */
		private @Nullable BigDecimal lowCreditThreshold;

		/**
		 * Status while credits are low. A status that Spring Boot does not know, such as
		 * the default, does not affect the application's overall status.
		 */
		private String lowCreditStatus = "LOW_CREDIT";

		/**
		 * Time for which a balance is cached, so that probes cause few calls.
		 */
		private Duration cacheTimeToLive = Duration.ofMinutes(1);

		/**
		 * Time limit for reading the balance.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		public @Nullable BigDecimal getLowCreditThreshold() {
			return this.lowCreditThreshold;
		}

		public void setLowCreditThreshold(@Nullable BigDecimal lowCreditThreshold) {
			this.lowCreditThreshold = lowCreditThreshold;
		}

		public String getLowCreditStatus() {
			return this.lowCreditStatus;
		}

		public void setLowCreditStatus(String lowCreditStatus) {
			this.lowCreditStatus = lowCreditStatus;
		}

		public Duration getCacheTimeToLive() {
			return this.cacheTimeToLive;
		}

		public void setCacheTimeToLive(Duration cacheTimeToLive) {
			this.cacheTimeToLive = cacheTimeToLive;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

		/**
		 * Reject durations that cannot be waited for.
		 */
		void validate() {
			PropertyValidator validator = new PropertyValidator("smsgist.health");
			validator.require(!this.cacheTimeToLive.isNegative(), "cache-time-to-live", this.cacheTimeToLive,
					"It must not be negative.");
			validator.requireMillis("timeout", this.timeout);
		}

	}

}
