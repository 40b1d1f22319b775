package io.github.smsgist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.internal.http.SmsGistClient;
import io.github.smsgist.internal.observation.ObservedCalls;
import io.github.smsgist.internal.resilience.CallPolicy;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.internal.resilience.RetrySettings;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.observation.SmsGistObservationConvention;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Builder for templates, each with its own client and limits. Immutable: every method
 * returns a changed copy, so that several clients can share one builder. In a Spring Boot
 * application, inject the builder that is configured like the auto-configured template:
 * <pre class="code">
 * builder.name("marketing").connection(marketingCredentials).build();
 * </pre>
 *
 * @since 0.1.0
 */
public final class SmsGistTemplateBuilder implements Cloneable {

	/**
	 * Default name of a client.
	 */
	public static final String DEFAULT_NAME = "smsgist";

	/**
	 * Default region of national phone numbers: Ghana.
	 */
	public static final String DEFAULT_REGION = "GH";

	private final Supplier<WebClient.Builder> webClientBuilder;

	private String name = DEFAULT_NAME;

	private @Nullable Supplier<SmsGistConnection> connection;

	private TokenEncryptor tokenEncryptor = new AesTokenEncryptor(TokenFormat.DEFAULT);

	private String defaultRegion = DEFAULT_REGION;

	private RetryConfig retryConfig = RetrySettings.defaults().build();

	private @Nullable RetryRegistry retryRegistry;

	private Duration maxDuration = RetrySettings.MAX_DURATION;

	private Duration maxPause = RetrySettings.MAX_PAUSE;

	private @Nullable RateLimiterConfig rateLimiterConfig = RateLimiterSettings.defaults().build();

	private @Nullable RateLimiterRegistry rateLimiterRegistry;

	private boolean adaptiveRate = true;

	private CallListener listener = CallListener.NONE;

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable SmsGistObservationConvention observationConvention;

	private SmsGistTemplateBuilder(Supplier<WebClient.Builder> webClientBuilder) {
		this.webClientBuilder = webClientBuilder;
	}

	/**
	 * Create a builder.
	 * @param webClientBuilder the builder of the HTTP client, which must not follow
	 * redirects because every request carries the credentials
	 * @return a builder with default settings, without a connection
	 */
	public static SmsGistTemplateBuilder create(WebClient.Builder webClientBuilder) {
		WebClient.Builder copy = webClientBuilder.clone();
		return create(() -> copy);
	}

	/**
	 * Create a builder.
	 * @param webClientBuilder supplies the builder of the HTTP client, for the first
	 * request of each template and the first with changed credentials. The client must
	 * not follow redirects, because every request carries the credentials. If the
	 * supplier fails, so does the request, and the next request calls it again
	 * @return a builder with default settings, without a connection
	 */
	public static SmsGistTemplateBuilder create(Supplier<WebClient.Builder> webClientBuilder) {
		return new SmsGistTemplateBuilder(webClientBuilder);
	}

	/**
	 * Set the name of the client, of its Resilience4j instances and in its metrics.
	 * @param name the name
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder name(String name) {
		return with((copy) -> copy.name = name);
	}

	/**
	 * Set the address and credentials.
	 * @param connection the connection
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder connection(SmsGistConnection connection) {
		return connection(() -> connection);
	}

	/**
	 * Set a supplier of the address and credentials, for credentials that change.
	 * @param connection the supplier, called before every request
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder connection(Supplier<SmsGistConnection> connection) {
		return with((copy) -> copy.connection = connection);
	}

	/**
	 * Set the format of the bearer token.
	 * @param tokenFormat the format
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder tokenFormat(TokenFormat tokenFormat) {
		return tokenEncryptor(new AesTokenEncryptor(tokenFormat));
	}

	/**
	 * Set the encryptor that makes the bearer token.
	 * @param tokenEncryptor the encryptor
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder tokenEncryptor(TokenEncryptor tokenEncryptor) {
		return with((copy) -> copy.tokenEncryptor = tokenEncryptor);
	}

	/**
	 * Set the region of national phone numbers.
	 * @param defaultRegion two upper-case letters
	 * @return a changed copy
	 * @throws IllegalArgumentException if there is no such region
	 */
	public SmsGistTemplateBuilder defaultRegion(String defaultRegion) {
		Assert.isTrue(SmsMessage.isRegion(defaultRegion),
				() -> "The default region '%s' is not a region: give two upper-case letters, such as GH"
					.formatted(defaultRegion));
		return with((copy) -> copy.defaultRegion = defaultRegion);
	}

	/**
	 * Set how calls are retried. It can neither retry a failure that must not be retried,
	 * nor retry earlier than the service asks for.
	 * @param retryConfig the configuration; {@code maxAttempts} of 1 turns retries off
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retry(RetryConfig retryConfig) {
		return with((copy) -> copy.retryConfig = retryConfig);
	}

	/**
	 * Set the registry of the client's {@link Retry}. If it has an instance with the name
	 * of the client, the configuration of that instance is used.
	 * @param retryRegistry the registry
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retryRegistry(RetryRegistry retryRegistry) {
		return with((copy) -> copy.retryRegistry = retryRegistry);
	}

	/**
	 * Set the time limit of a call, including all waits and attempts. The default is 30
	 * seconds.
	 * @param maxDuration the time limit
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder maxDuration(Duration maxDuration) {
		return with((copy) -> copy.maxDuration = maxDuration);
	}

	/**
	 * Set the maximum length of a pause after a 429, whatever {@code Retry-After} the
	 * service sends. The default is an hour.
	 * @param maxPause the maximum length
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder maxPause(Duration maxPause) {
		return with((copy) -> copy.maxPause = maxPause);
	}

	/**
	 * Set the rate limit. The default is 50 calls per second.
	 * @param rateLimiterConfig the configuration
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiter(RateLimiterConfig rateLimiterConfig) {
		return with((copy) -> copy.rateLimiterConfig = rateLimiterConfig);
	}

	/**
	 * Set the registry of the client's {@link RateLimiter}. If it has an instance with
	 * the name of the client, that instance is used.
	 * @param rateLimiterRegistry the registry
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiterRegistry(RateLimiterRegistry rateLimiterRegistry) {
		return with((copy) -> copy.rateLimiterRegistry = rateLimiterRegistry);
	}

	/**
	 * Turn the rate limiter off. A 429 still pauses all calls.
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder noRateLimiter() {
		return with((copy) -> copy.rateLimiterConfig = null);
	}

	/**
	 * Keep the rate of the rate limiter after a 429. By default the rate is reduced to
	 * what the service accepts, until it accepts more again.
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder fixedRate() {
		return with((copy) -> copy.adaptiveRate = false);
	}

	/**
	 * Set the listener for call lifecycle events.
	 * @param listener the listener
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder listener(CallListener listener) {
		return with((copy) -> copy.listener = listener);
	}

	/**
	 * Set the registry for observations of calls.
	 * @param observationRegistry the registry
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder observationRegistry(ObservationRegistry observationRegistry) {
		return with((copy) -> copy.observationRegistry = observationRegistry);
	}

	/**
	 * Set the convention for the names and keys of observations.
	 * @param observationConvention the convention
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder observationConvention(SmsGistObservationConvention observationConvention) {
		return with((copy) -> copy.observationConvention = observationConvention);
	}

	/**
	 * Build a template that blocks.
	 * @return the template
	 * @throws IllegalArgumentException if the connection is missing, or the token format
	 * does not fit its key
	 */
	public SmsGistTemplate build() {
		return new SmsGistTemplate(buildReactive());
	}

	/**
	 * Build a template that does not block.
	 * @return the template
	 * @throws IllegalArgumentException if the connection is missing, or the token format
	 * does not fit its key
	 */
	public ReactiveSmsGistTemplate buildReactive() {
		Supplier<SmsGistConnection> connection = this.connection;
		Assert.notNull(connection, "A connection is missing");
		SmsGistConnection first = connection.get();
		if (this.tokenEncryptor instanceof AesTokenEncryptor aes) {
			aes.validate(first.appSecretKey());
		}
		SmsGistClient client = new SmsGistClient(this.webClientBuilder, connection, this.tokenEncryptor);
		ObservedCalls observed = new ObservedCalls(this.observationRegistry, this.observationConvention, this.name);
		List<Runnable> onClose = new ArrayList<>();
		return new ReactiveSmsGistTemplate(client, policy(onClose), observed, this.defaultRegion,
				() -> onClose.forEach(Runnable::run));
	}

	private CallPolicy policy(List<Runnable> onClose) {
		CallPolicy.Builder policy = CallPolicy.builder(retry(onClose))
			.maxDuration(this.maxDuration)
			.maxPause(this.maxPause)
			.listener(this.listener);
		RateLimiterConfig config = this.rateLimiterConfig;
		if (config != null) {
			policy.rateLimiter(rateLimiter(config, onClose));
		}
		return (this.adaptiveRate ? policy.adaptive() : policy).build();
	}

	private Retry retry(List<Runnable> onClose) {
		RetryRegistry registry = this.retryRegistry;
		if (registry == null) {
			return Retry.of(this.name, RetrySettings.withFixedRules(this.retryConfig));
		}
		RetryConfig theirs = registry.find(this.name).map(Retry::getRetryConfig).orElse(null);
		if (theirs == null) {
			onClose.add(() -> registry.remove(this.name));
			return registry.retry(this.name, RetrySettings.withFixedRules(this.retryConfig));
		}
		Retry completed = Retry.of(this.name, RetrySettings.withFixedRules(theirs));
		registry.replace(this.name, completed);
		return completed;
	}

	private RateLimiter rateLimiter(RateLimiterConfig config, List<Runnable> onClose) {
		RateLimiterRegistry registry = this.rateLimiterRegistry;
		if (registry == null) {
			return RateLimiter.of(this.name, config);
		}
		if (registry.find(this.name).isEmpty()) {
			onClose.add(() -> registry.remove(this.name));
		}
		return registry.rateLimiter(this.name, config);
	}

	private SmsGistTemplateBuilder with(Consumer<SmsGistTemplateBuilder> change) {
		SmsGistTemplateBuilder copy = clone();
		change.accept(copy);
		return copy;
	}

	@Override
	protected SmsGistTemplateBuilder clone() {
		try {
			return (SmsGistTemplateBuilder) super.clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
