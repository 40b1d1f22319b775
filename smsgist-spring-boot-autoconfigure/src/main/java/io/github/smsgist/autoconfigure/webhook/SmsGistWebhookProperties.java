package io.github.smsgist.autoconfigure.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.internal.privacy.CopyErrors;
import io.github.smsgist.webhook.InMemoryWebhookDeliveries;
import io.github.smsgist.webhook.WebhookSignatureVerifier;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the endpoint that SMSGist delivers webhooks to.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("smsgist.webhook")
public class SmsGistWebhookProperties implements InitializingBean {

	private static final PropertyValidator VALIDATOR = new PropertyValidator("smsgist.webhook");

	// Without characters that need encoding or have a meaning in a pattern.
	private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()+,=:@-]+)+");

	/**
	 * Signing secret of the webhook. There is no endpoint without it.
	 */
	private @Nullable String secret;

	/**
	 * Additional signing secrets that are accepted, such as the old one during a
	 * rotation.
	 */
	private List<String> additionalSecrets = new ArrayList<>();

	/**
	 * Path of the endpoint, within the context path or base path of the application.
	 */
	private String path = "/smsgist/webhook";

	/**
	 * Maximum difference between the timestamp of a delivery and now, in both directions.
	 */
	private Duration tolerance = WebhookSignatureVerifier.DEFAULT_TOLERANCE;

	/**
	 * Maximum size of a request body.
	 */
	private DataSize maxBodySize = DataSize.ofKilobytes(256);

	/**
	 * Maximum number of deliveries that are remembered in memory, so that a repeated one
	 * is not handled twice.
	 */
	private int rememberedDeliveries = InMemoryWebhookDeliveries.DEFAULT_CAPACITY;

	/**
	 * Time for which a delivery is remembered, so that it is not handled twice.
	 */
	private Duration rememberFor = InMemoryWebhookDeliveries.DEFAULT_RETENTION;

	/**
	 * Maximum number of threads that call listeners.
	 */
	private int listenerThreads = 16;

	/**
	 * Maximum number of verified deliveries that wait for a listener thread. Further ones
	 * are answered with 503, so that SMSGist repeats them.
	 */
	private int queueCapacity = 500;

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public List<String> getAdditionalSecrets() {
		return this.additionalSecrets;
	}

	public void setAdditionalSecrets(List<String> additionalSecrets) {
		this.additionalSecrets = additionalSecrets;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public Duration getTolerance() {
		return this.tolerance;
	}

	public void setTolerance(Duration tolerance) {
		this.tolerance = tolerance;
	}

	public DataSize getMaxBodySize() {
		return this.maxBodySize;
	}

	public void setMaxBodySize(DataSize maxBodySize) {
		this.maxBodySize = maxBodySize;
	}

	public int getRememberedDeliveries() {
		return this.rememberedDeliveries;
	}

	public void setRememberedDeliveries(int rememberedDeliveries) {
		this.rememberedDeliveries = rememberedDeliveries;
	}

	public Duration getRememberFor() {
		return this.rememberFor;
	}

	public void setRememberFor(Duration rememberFor) {
		this.rememberFor = rememberFor;
	}

	public int getListenerThreads() {
		return this.listenerThreads;
	}

	public void setListenerThreads(int listenerThreads) {
		this.listenerThreads = listenerThreads;
	}

	public int getQueueCapacity() {
		return this.queueCapacity;
	}

	public void setQueueCapacity(int queueCapacity) {
		this.queueCapacity = queueCapacity;
	}

	/**
	 * Return the secrets that are not blank.
	 */
	List<String> secrets() {
		return Stream.concat(Stream.ofNullable(this.secret), this.additionalSecrets.stream())
			.filter(StringUtils::hasText)
			.toList();
	}

	/**
	 * Reject settings with which no delivery could be received safely.
	 */
	@Override
	public void afterPropertiesSet() {
		requireCorrectlyCopied("secret", this.secret);
		for (int i = 0; i < this.additionalSecrets.size(); i++) {
			requireCorrectlyCopied("additional-secrets[" + i + "]", this.additionalSecrets.get(i));
		}
		VALIDATOR.require(PLAIN_PATH.matcher(this.path).matches(), "path", this.path,
				"It must start with a slash, not end with one, and have no placeholders, wildcards or encoded characters.");
		VALIDATOR.require(!this.tolerance.isNegative() && !this.tolerance.isZero(), "tolerance", this.tolerance,
				"It must be positive.");
		long bytes = this.maxBodySize.toBytes();
		VALIDATOR.require(bytes > 0 && bytes <= DataSize.ofGigabytes(1).toBytes(), "max-body-size", this.maxBodySize,
				"It must be positive and at most 1GB.");
		VALIDATOR.require(this.rememberedDeliveries > 0, "remembered-deliveries", this.rememberedDeliveries,
				"It must be positive.");
		VALIDATOR.require(this.rememberFor.compareTo(this.tolerance.multipliedBy(2)) > 0, "remember-for",
				this.rememberFor,
				"It must be more than twice the tolerance, or else a recorded delivery could be replayed.");
		VALIDATOR.require(this.listenerThreads > 0, "listener-threads", this.listenerThreads, "It must be positive.");
		VALIDATOR.require(this.queueCapacity >= 0, "queue-capacity", this.queueCapacity, "It must not be negative.");
	}

	private static void requireCorrectlyCopied(String name, @Nullable String secret) {
		String copyError = StringUtils.hasText(secret) ? CopyErrors.find(secret) : null;
		if (copyError != null) {
			throw VALIDATOR.rejected(name, secret, copyError);
		}
	}

}
