package io.github.smsgist;

import java.time.Duration;
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
	 * @param webClientBuilder asked for the first request of each template, and for the
	 * first with changed credentials, what to make requests with; it must not follow
	 * redirects, because every request carries the credentials. If it fails so does the
	 * request, and the next one asks again
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
		return with((settings) -> settings.name = name);
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
		return with((settings) -> settings.connection = connection);
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
		return with((settings) -> settings.tokenEncryptor = tokenEncryptor);
	}

	/**
	 * Set the region that national phone numbers belong to.
	 * @param defaultRegion two upper-case letters
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder defaultRegion(String defaultRegion) {
		return with((settings) -> settings.defaultRegion = defaultRegion);
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
		return with((settings) -> {
			settings.retryConfig = retryConfig;
			settings.maxDuration = maxDuration;
		});
	}

	/**
	 * Set how long everyone pauses after a 429 that says nothing about it and is not
	 * repeated.
	 * @param defaultPause the time
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder defaultPause(Duration defaultPause) {
		return with((settings) -> settings.defaultPause = defaultPause);
	}

	/**
	 * Set how many calls are made in which time.
	 * @param rateLimiterConfig the configuration, {@code null} for no limit
	 * @param adaptive whether 429s bring the rate down below it for a while
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiter(@Nullable RateLimiterConfig rateLimiterConfig, boolean adaptive) {
		return with((settings) -> {
			settings.rateLimiterConfig = rateLimiterConfig;
			settings.adaptive = adaptive;
		});
	}

	/**
	 * Set the registry that the client's {@link Retry} lives in. An instance of the
	 * client's name that is there already is where the configuration is taken from.
	 * @param retryRegistry the registry, {@code null} for none
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder retryRegistry(@Nullable RetryRegistry retryRegistry) {
		return with((settings) -> settings.retryRegistry = retryRegistry);
	}

	/**
	 * Set the registry that the client's {@link RateLimiter} lives in. An instance of the
	 * client's name that is there already is used.
	 * @param rateLimiterRegistry the registry, {@code null} for none
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder rateLimiterRegistry(@Nullable RateLimiterRegistry rateLimiterRegistry) {
		return with((settings) -> settings.rateLimiterRegistry = rateLimiterRegistry);
	}

	/**
	 * Set who hears of what happens to calls.
	 * @param listener the listener
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder listener(CallListener listener) {
		return with((settings) -> settings.listener = listener);
	}

	/**
	 * Set where calls are observed.
	 * @param registry the registry
	 * @param convention the convention, {@code null} for the default
	 * @return a changed copy
	 */
	public SmsGistTemplateBuilder observationRegistry(ObservationRegistry registry,
			@Nullable SmsGistObservationConvention convention) {
		return with((settings) -> {
			settings.observationRegistry = registry;
			settings.observationConvention = convention;
		});
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

	private SmsGistTemplateBuilder with(Consumer<Settings> change) {
		Settings changed = new Settings(this.settings);
		change.accept(changed);
		return new SmsGistTemplateBuilder(changed);
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

		private Settings(Settings source) {
			this.webClientBuilder = source.webClientBuilder;
			this.name = source.name;
			this.connection = source.connection;
			this.tokenEncryptor = source.tokenEncryptor;
			this.defaultRegion = source.defaultRegion;
			this.retryConfig = source.retryConfig;
			this.maxDuration = source.maxDuration;
			this.defaultPause = source.defaultPause;
			this.rateLimiterConfig = source.rateLimiterConfig;
			this.adaptive = source.adaptive;
			this.retryRegistry = source.retryRegistry;
			this.rateLimiterRegistry = source.rateLimiterRegistry;
			this.listener = source.listener;
			this.observationRegistry = source.observationRegistry;
			this.observationConvention = source.observationConvention;
		}

	}

}
