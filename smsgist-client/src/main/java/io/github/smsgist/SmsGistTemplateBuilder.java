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
 * Builds templates, each with a client and limits of its own. Immutable: every method
 * returns a changed copy, so that one builder can serve as the start for several clients.
 * In a Spring Boot application inject it, set up as the application's own template is:
 * <pre class="code">
 * builder.name("marketing").connection(marketingCredentials).build();
 * </pre>
 *
 * @since 0.1.0
 */
public final class SmsGistTemplateBuilder implements Cloneable {

	/**
	 * The name of a client that is given no other.
	 */
	public static final String DEFAULT_NAME = "smsgist";

	/**
	 * The region that national phone numbers belong to if no other is given: Ghana.
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
	 * Start a builder.
	 * @param webClientBuilder what to make requests with; it must not follow redirects,
	 * because every request carries the credentials
	 * @return a builder with default settings, without a connection
	 */
	public static SmsGistTemplateBuilder create(WebClient.Builder webClientBuilder) {
		WebClient.Builder copy = webClientBuilder.clone();
		return create(() -> copy);
	}

	/**
	 * Start a builder.
	 * @param webClientBuilder supplies what to make requests with, for the first request
	 * of each template and the first with changed credentials; it must not follow
	 * redirects, because every request carries the credentials. If it fails so does the
	 * request, and the next one asks again
	 * @return a builder with default settings, without a connection
	 */
	public static SmsGistTemplateBuilder create(Supplier<WebClient.Builder> webClientBuilder) {
		return new SmsGistTemplateBuilder(webClientBuilder);
	}

	/**
	 * Set the name of the client, which is that of its Resilience4j instances and in its
	 * metrics.
	 * @param name the name
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder name(String name) {
		return with((copy) -> copy.name = name);
	}

	/**
	 * Set where the service is and which credentials to use.
	 * @param connection the connection
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder connection(SmsGistConnection connection) {
		return connection(() -> connection);
	}

	/**
	 * Set where the service is and which credentials to use, when that may change.
	 * @param connection asked before every request
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
	 * Set what makes the bearer token.
	 * @param tokenEncryptor the encryptor
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder tokenEncryptor(TokenEncryptor tokenEncryptor) {
		return with((copy) -> copy.tokenEncryptor = tokenEncryptor);
	}

	/**
	 * Set the region that national phone numbers belong to.
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
	 * Set how calls are retried. Which failures may be retried at all, and that never
	 * earlier than the service asks for, stays decided.
	 * @param retryConfig the configuration, whose {@code maxAttempts} of 1 turns retries
	 * off
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retry(RetryConfig retryConfig) {
		return with((copy) -> copy.retryConfig = retryConfig);
	}

	/**
	 * Set the registry that the client's {@link Retry} lives in. An instance of the
	 * client's name that is there already is where the configuration is taken from.
	 * @param retryRegistry the registry
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retryRegistry(RetryRegistry retryRegistry) {
		return with((copy) -> copy.retryRegistry = retryRegistry);
	}

	/**
	 * Set how long a call may take, with every wait and attempt. The default is 30
	 * seconds.
	 * @param maxDuration the time
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder maxDuration(Duration maxDuration) {
		return with((copy) -> copy.maxDuration = maxDuration);
	}

	/**
	 * Set how long a pause after a 429 may last, whatever {@code Retry-After} the service
	 * sends. The default is an hour.
	 * @param maxPause the time
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder maxPause(Duration maxPause) {
		return with((copy) -> copy.maxPause = maxPause);
	}

	/**
	 * Set how many calls are made in which time. The default is 50 a second.
	 * @param rateLimiterConfig the configuration
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiter(RateLimiterConfig rateLimiterConfig) {
		return with((copy) -> copy.rateLimiterConfig = rateLimiterConfig);
	}

	/**
	 * Set the registry that the client's {@link RateLimiter} lives in. An instance of the
	 * client's name that is there already is used.
	 * @param rateLimiterRegistry the registry
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiterRegistry(RateLimiterRegistry rateLimiterRegistry) {
		return with((copy) -> copy.rateLimiterRegistry = rateLimiterRegistry);
	}

	/**
	 * Make any number of calls. A 429 still pauses all of them.
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder noRateLimiter() {
		return with((copy) -> copy.rateLimiterConfig = null);
	}

	/**
	 * Keep to the rate limiter's rate after a 429, too. The default is to bring it down
	 * to what the service takes, until it takes more again.
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
	 * Set the registry that calls are observed with.
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
	 * Build a template that waits for its answers.
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
			return Retry.of(this.name, RetrySettings.withOurRules(this.retryConfig));
		}
		RetryConfig theirs = registry.find(this.name).map(Retry::getRetryConfig).orElse(null);
		if (theirs == null) {
			onClose.add(() -> registry.remove(this.name));
			return registry.retry(this.name, RetrySettings.withOurRules(this.retryConfig));
		}
		Retry completed = Retry.of(this.name, RetrySettings.withOurRules(theirs));
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
