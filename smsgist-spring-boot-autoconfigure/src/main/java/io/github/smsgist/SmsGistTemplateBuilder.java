package io.github.smsgist;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.client.SmsGistClient;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.observation.ObservedCalls;
import io.github.smsgist.observation.SmsGistObservationConvention;
import io.github.smsgist.resilience.CallListener;
import io.github.smsgist.resilience.CallPolicy;
import io.github.smsgist.resilience.RateLimiterSettings;
import io.github.smsgist.resilience.RetrySettings;
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
public final class SmsGistTemplateBuilder {

	/**
	 * The name of a client that is given no other.
	 */
	public static final String DEFAULT_NAME = "smsgist";

	private final Settings settings;

	private SmsGistTemplateBuilder(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Start a builder.
	 * @param webClientBuilder what to make requests with; it must not follow redirects,
	 * because every request carries the credentials
	 * @return a builder with the defaults of the {@code smsgist.*} properties, without a
	 * connection
	 */
	public static SmsGistTemplateBuilder create(WebClient.Builder webClientBuilder) {
		WebClient.Builder copy = webClientBuilder.clone();
		return create(() -> copy);
	}

	/**
	 * Start a builder whose templates make their HTTP client for the first request.
	 * @param webClientBuilder asked for the first request of each template what to make
	 * requests with; it must not follow redirects, because every request carries the
	 * credentials. If it fails so does the request, and the next one asks again
	 * @return a builder with the defaults of the {@code smsgist.*} properties, without a
	 * connection
	 */
	public static SmsGistTemplateBuilder create(Supplier<WebClient.Builder> webClientBuilder) {
		return new SmsGistTemplateBuilder(new Settings(webClientBuilder));
	}

	/**
	 * Name the client. The name is that of its Resilience4j instances and in its metrics.
	 * @param name the name
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder name(String name) {
		Settings changed = this.settings.copy();
		changed.name = name;
		return new SmsGistTemplateBuilder(changed);
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
		Settings changed = this.settings.copy();
		changed.connection = connection;
		return new SmsGistTemplateBuilder(changed);
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
		Settings changed = this.settings.copy();
		changed.tokenEncryptor = tokenEncryptor;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set the region that national phone numbers belong to.
	 * @param defaultRegion two upper-case letters
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder defaultRegion(String defaultRegion) {
		Settings changed = this.settings.copy();
		changed.defaultRegion = defaultRegion;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set how calls are repeated. What may be repeated, and that never earlier than the
	 * service asks for, stays decided.
	 * @param retryConfig the configuration, whose {@code maxAttempts} of 1 turns retries
	 * off
	 * @param maxDuration how long a call may take in all
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retry(RetryConfig retryConfig, Duration maxDuration) {
		Settings changed = this.settings.copy();
		changed.retryConfig = retryConfig;
		changed.maxDuration = maxDuration;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set how long everyone pauses after a 429 that says nothing about it and is not
	 * repeated.
	 * @param defaultPause the time
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder defaultPause(Duration defaultPause) {
		Settings changed = this.settings.copy();
		changed.defaultPause = defaultPause;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set how many calls are made in which time.
	 * @param rateLimiterConfig the configuration, {@code null} for no limit
	 * @param adaptive whether 429s bring the rate down below it for a while
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiter(@Nullable RateLimiterConfig rateLimiterConfig, boolean adaptive) {
		Settings changed = this.settings.copy();
		changed.rateLimiterConfig = rateLimiterConfig;
		changed.adaptive = adaptive;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set the registry that the client's {@link Retry} lives in. An instance of the
	 * client's name that is there already is where the configuration is taken from.
	 * @param retryRegistry the registry, {@code null} for none
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retryRegistry(@Nullable RetryRegistry retryRegistry) {
		Settings changed = this.settings.copy();
		changed.retryRegistry = retryRegistry;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set the registry that the client's {@link RateLimiter} lives in. An instance of the
	 * client's name that is there already is used.
	 * @param rateLimiterRegistry the registry, {@code null} for none
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiterRegistry(@Nullable RateLimiterRegistry rateLimiterRegistry) {
		Settings changed = this.settings.copy();
		changed.rateLimiterRegistry = rateLimiterRegistry;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set who hears of what happens to calls.
	 * @param listener the listener
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder listener(CallListener listener) {
		Settings changed = this.settings.copy();
		changed.listener = listener;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Set where calls are observed.
	 * @param registry the registry
	 * @param convention the convention, {@code null} for the default
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder observationRegistry(ObservationRegistry registry,
			@Nullable SmsGistObservationConvention convention) {
		Settings changed = this.settings.copy();
		changed.observationRegistry = registry;
		changed.observationConvention = convention;
		return new SmsGistTemplateBuilder(changed);
	}

	/**
	 * Build a template that waits for its answers.
	 * @return the template
	 * @throws IllegalArgumentException if something is missing or does not go together,
	 * naming the property
	 */
	public SmsGistTemplate build() {
		return new SmsGistTemplate(buildReactive());
	}

	/**
	 * Build a template that does not block.
	 * @return the template
	 * @throws IllegalArgumentException if something is missing or does not go together,
	 * naming the property
	 */
	public ReactiveSmsGistTemplate buildReactive() {
		Settings settings = this.settings;
		Supplier<SmsGistConnection> connection = settings.connection;
		Assert.notNull(connection, "A connection is missing");
		SmsGistConnection first = connection.get();
		if (settings.tokenEncryptor instanceof AesTokenEncryptor aes) {
			aes.validate(first.appSecretKey());
		}
		SmsGistClient client = new SmsGistClient(settings.webClientBuilder, connection, settings.tokenEncryptor);
		ObservedCalls observed = new ObservedCalls(settings.observationRegistry, settings.observationConvention,
				settings.name);
		return new ReactiveSmsGistTemplate(client, policy(), observed, settings.defaultRegion);
	}

	private CallPolicy policy() {
		return CallPolicy.builder(retry())
			.rateLimiter(rateLimiter(), this.settings.adaptive)
			.maxDuration(this.settings.maxDuration)
			.defaultPause(this.settings.defaultPause)
			.listener(this.settings.listener)
			.build();
	}

	private Retry retry() {
		String name = this.settings.name;
		RetryRegistry registry = this.settings.retryRegistry;
		if (registry == null) {
			return Retry.of(name, RetrySettings.withOurRules(this.settings.retryConfig));
		}
		RetryConfig theirs = registry.find(name).map(Retry::getRetryConfig).orElse(null);
		if (theirs == null) {
			return registry.retry(name, RetrySettings.withOurRules(this.settings.retryConfig));
		}
		Retry completed = Retry.of(name, RetrySettings.withOurRules(theirs));
		registry.replace(name, completed);
		return completed;
	}

	private @Nullable RateLimiter rateLimiter() {
		RateLimiterConfig config = this.settings.rateLimiterConfig;
		if (config == null) {
			return null;
		}
		RateLimiterRegistry registry = this.settings.rateLimiterRegistry;
		return (registry != null) ? registry.rateLimiter(this.settings.name, config)
				: RateLimiter.of(this.settings.name, config);
	}

	private static final class Settings {

		private final Supplier<WebClient.Builder> webClientBuilder;

		private String name = DEFAULT_NAME;

		private @Nullable Supplier<SmsGistConnection> connection;

		private TokenEncryptor tokenEncryptor = new AesTokenEncryptor(TokenFormat.DEFAULT);

		private String defaultRegion = "GH";

		private RetryConfig retryConfig = RetrySettings.backoff(4, Duration.ofMillis(500), 2, Duration.ofSeconds(10));

		private Duration maxDuration = Duration.ofSeconds(30);

		private Duration defaultPause = Duration.ofMillis(500);

		private @Nullable RateLimiterConfig rateLimiterConfig = RateLimiterSettings.smooth(50, Duration.ofSeconds(1),
				Duration.ofSeconds(10));

		private boolean adaptive = true;

		private @Nullable RetryRegistry retryRegistry;

		private @Nullable RateLimiterRegistry rateLimiterRegistry;

		private CallListener listener = CallListener.NONE;

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private @Nullable SmsGistObservationConvention observationConvention;

		private Settings(Supplier<WebClient.Builder> webClientBuilder) {
			this.webClientBuilder = webClientBuilder;
		}

		private Settings copy() {
			Settings copy = new Settings(this.webClientBuilder);
			copy.name = this.name;
			copy.connection = this.connection;
			copy.tokenEncryptor = this.tokenEncryptor;
			copy.defaultRegion = this.defaultRegion;
			copy.retryConfig = this.retryConfig;
			copy.maxDuration = this.maxDuration;
			copy.defaultPause = this.defaultPause;
			copy.rateLimiterConfig = this.rateLimiterConfig;
			copy.adaptive = this.adaptive;
			copy.retryRegistry = this.retryRegistry;
			copy.rateLimiterRegistry = this.rateLimiterRegistry;
			copy.listener = this.listener;
			copy.observationRegistry = this.observationRegistry;
			copy.observationConvention = this.observationConvention;
			return copy;
		}

	}

}
