package io.github.smsgist.autoconfigure;

import java.time.Duration;

import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsProperties;

/**
 * Settings of the HTTP client, with {@code spring.http.clients.*} as defaults.
 *
 * @since 0.1.0
 */
public class SmsGistHttpProperties extends HttpClientSettingsProperties {

	private final Pool pool = new Pool();

	public Pool getPool() {
		return this.pool;
	}

	/**
	 * Reject settings that would send the credentials elsewhere.
	 */
	void validate() {
		HttpRedirects redirects = getRedirects();
		if (redirects != null) {
			new PropertyValidator("smsgist.http").require(redirects == HttpRedirects.DONT_FOLLOW, "redirects",
					redirects, "It must be dont-follow: a redirect would send the credentials elsewhere.");
		}
	}

	/**
	 * Pool of connections, for Reactor Netty only.
	 */
	public static class Pool {

		/**
		 * Whether to use a separate connection pool for SMSGist. Enabled by default
		 * unless the application customizes Spring Boot's reactive HTTP client.
		 */
		private @Nullable Boolean enabled;

		/**
		 * Maximum number of connections. Any number of calls may wait for one.
		 */
		private int maxConnections = 500;

		/**
		 * Time after which an idle connection is closed. It should be shorter than that
		 * of load balancers.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(30);

		/**
		 * Time after which a connection is replaced, so that DNS changes take effect.
		 */
		private Duration maxLifeTime = Duration.ofMinutes(5);

		public @Nullable Boolean getEnabled() {
			return this.enabled;
		}

		public void setEnabled(@Nullable Boolean enabled) {
			this.enabled = enabled;
		}

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public Duration getMaxIdleTime() {
			return this.maxIdleTime;
		}

		public void setMaxIdleTime(Duration maxIdleTime) {
			this.maxIdleTime = maxIdleTime;
		}

		public Duration getMaxLifeTime() {
			return this.maxLifeTime;
		}

		public void setMaxLifeTime(Duration maxLifeTime) {
			this.maxLifeTime = maxLifeTime;
		}

		/**
		 * Reject settings with which no connection could be used.
		 */
		void validate() {
			PropertyValidator validator = new PropertyValidator("smsgist.http.pool");
			validator.require(this.maxConnections >= 1, "max-connections", this.maxConnections,
					"It must be 1 or more.");
			validator.requireMillis("max-idle-time", this.maxIdleTime);
			validator.requireMillis("max-life-time", this.maxLifeTime);
		}

	}

}
