package io.github.smsgist.verification;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.model.SmsMessage;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Builder for {@link SmsGistVerifications} and {@link ReactiveSmsGistVerifications}. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class VerificationsBuilder {

	/**
	 * SMSGist remembers an idempotency key for 24 hours, so a code must not live longer.
	 */
	private static final Duration MAX_TIME_TO_LIVE = Duration.ofHours(24);

	private static final int MIN_SECRET_LENGTH = 32;

	private static final BigDecimal MAX_CREDITS_PER_DAY = new BigDecimal(1_000_000_000);

	private @Nullable VerificationStore store;

	Clock clock = Clock.systemUTC();

	byte[] secret = OneTimeCodes.randomSecret();

	int codeLength = 6;

	String defaultRegion = SmsGistTemplateBuilder.DEFAULT_REGION;

	Set<String> allowedRegions = Set.of();

	VerificationTexts texts = (code, locale) -> "Your code is " + code + ".";

	Supplier<Locale> defaultLocale = () -> Locale.ENGLISH;

	@Nullable String origin;

	VerificationListener listener = new VerificationListener() {
	};

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	Duration timeToLive = Duration.ofMinutes(10);

	int maxAttempts = 5;

	int maxSends = 5;

	Duration resendPause = Duration.ofSeconds(30);

	VerificationLimit recipientLimit = new VerificationLimit(5, Duration.ofHours(1));

	VerificationLimit subjectLimit = new VerificationLimit(10, Duration.ofHours(1));

	VerificationLimit totalLimit = new VerificationLimit(1000, Duration.ofHours(1));

	BigDecimal creditsPerDay = new BigDecimal(100);

	private VerificationsBuilder() {
	}

	/**
	 * Create a builder.
	 * @return a builder
	 */
	public static VerificationsBuilder create() {
		return new VerificationsBuilder();
	}

	/**
	 * Set the store. By default a bounded one in memory.
	 * @param store the store
	 * @return this builder
	 */
	public VerificationsBuilder store(VerificationStore store) {
		this.store = store;
		return this;
	}

	/**
	 * Set the clock.
	 * @param clock the clock
	 * @return this builder
	 */
	public VerificationsBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set the secret key that codes are derived from. Instances that share a store need
	 * the same key. By default a random one.
	 * @param secret the secret, at least 32 bytes in UTF-8
	 * @return this builder
	 */
	public VerificationsBuilder secret(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		Assert.isTrue(bytes.length >= MIN_SECRET_LENGTH,
				() -> "The secret must have at least " + MIN_SECRET_LENGTH + " bytes");
		this.secret = bytes;
		return this;
	}

	/**
	 * Set the number of digits of a code.
	 * @param codeLength the number of digits, 4 to 10. By default 6
	 * @return this builder
	 */
	public VerificationsBuilder codeLength(int codeLength) {
		Assert.isTrue(codeLength >= 4 && codeLength <= 10, "The code length must be 4 to 10");
		this.codeLength = codeLength;
		return this;
	}

	/**
	 * Set the region that national phone numbers belong to.
	 * @param defaultRegion two upper-case letters. By default {@code GH}
	 * @return this builder
	 */
	public VerificationsBuilder defaultRegion(String defaultRegion) {
		Assert.isTrue(SmsMessage.isRegion(defaultRegion), () -> "'" + defaultRegion + "' is not a region");
		this.defaultRegion = defaultRegion;
		return this;
	}

	/**
	 * Set the regions whose phone numbers may be texted.
	 * @param allowedRegions two upper-case letters each, or {@code *} for all. By default
	 * the default region
	 * @return this builder
	 */
	public VerificationsBuilder allowedRegions(Collection<String> allowedRegions) {
		for (String region : allowedRegions) {
			Assert.isTrue(region.equals(RecipientRules.ANY_REGION) || SmsMessage.isRegion(region),
					() -> "'" + region + "' is not a region");
		}
		this.allowedRegions = Set.copyOf(allowedRegions);
		return this;
	}

	/**
	 * Set the texts.
	 * @param texts the texts
	 * @return this builder
	 */
	public VerificationsBuilder texts(VerificationTexts texts) {
		this.texts = texts;
		return this;
	}

	/**
	 * Set the language of the text for requests without one.
	 * @param defaultLocale supplies the language. By default English
	 * @return this builder
	 */
	public VerificationsBuilder defaultLocale(Supplier<Locale> defaultLocale) {
		this.defaultLocale = defaultLocale;
		return this;
	}

	/**
	 * Set the host on whose pages the phone's browser may fill in the code. It adds a
	 * last line to each SMS, such as {@code @example.com #123456}.
	 * @param origin the host, or {@code null} for no such line (the default)
	 * @return this builder
	 */
	public VerificationsBuilder origin(@Nullable String origin) {
		this.origin = StringUtils.hasText(origin) ? origin : null;
		return this;
	}

	/**
	 * Set the listener.
	 * @param listener the listener
	 * @return this builder
	 */
	public VerificationsBuilder listener(VerificationListener listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Set the registry that starts, resends and checks are reported to.
	 * @param observationRegistry the registry. By default nothing is reported
	 * @return this builder
	 */
	public VerificationsBuilder observationRegistry(ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
		return this;
	}

	/**
	 * Set the time for which a code is valid.
	 * @param timeToLive the time, 1 second to 24 hours. By default 10 minutes
	 * @return this builder
	 */
	public VerificationsBuilder timeToLive(Duration timeToLive) {
		Assert.isTrue(timeToLive.toSeconds() > 0 && timeToLive.compareTo(MAX_TIME_TO_LIVE) <= 0,
				"The time to live must be 1 second to 24 hours");
		this.timeToLive = timeToLive;
		return this;
	}

	/**
	 * Set the maximum number of attempts to enter one code.
	 * @param maxAttempts the number, 1 to 10. By default 5
	 * @return this builder
	 */
	public VerificationsBuilder maxAttempts(int maxAttempts) {
		Assert.isTrue(maxAttempts >= 1 && maxAttempts <= 10, "The maximum number of attempts must be 1 to 10");
		this.maxAttempts = maxAttempts;
		return this;
	}

	/**
	 * Set the maximum number of messages of one verification, including the first.
	 * @param maxSends the number, 1 to 10. By default 5
	 * @return this builder
	 */
	public VerificationsBuilder maxSends(int maxSends) {
		Assert.isTrue(maxSends >= 1 && maxSends <= 10, "The maximum number of sends must be 1 to 10");
		this.maxSends = maxSends;
		return this;
	}

	/**
	 * Set the pause before the first resend. Each further pause is twice as long, and at
	 * most the time for which a code is valid.
	 * @param resendPause the pause. By default 30 seconds
	 * @return this builder
	 */
	public VerificationsBuilder resendPause(Duration resendPause) {
		Assert.isTrue(!resendPause.isNegative(), "The resend pause must not be negative");
		this.resendPause = resendPause;
		return this;
	}

	/**
	 * Set the limit for one recipient.
	 * @param max the maximum number of codes in the window. By default 5
	 * @param window the length of the sliding window. By default 1 hour
	 * @return this builder
	 */
	public VerificationsBuilder recipientLimit(int max, Duration window) {
		this.recipientLimit = new VerificationLimit(max, window);
		return this;
	}

	/**
	 * Set the limit for one subject.
	 * @param max the maximum number of codes in the window. By default 10
	 * @param window the length of the sliding window. By default 1 hour
	 * @return this builder
	 */
	public VerificationsBuilder subjectLimit(int max, Duration window) {
		this.subjectLimit = new VerificationLimit(max, window);
		return this;
	}

	/**
	 * Set the limit for all recipients together.
	 * @param max the maximum number of codes in the window. By default 1,000
	 * @param window the length of the sliding window. By default 1 hour
	 * @return this builder
	 */
	public VerificationsBuilder totalLimit(int max, Duration window) {
		this.totalLimit = new VerificationLimit(max, window);
		return this;
	}

	/**
	 * Set the limit on the credits that all codes cost in 24 hours. Until the service has
	 * named the cost of a message, it counts as the highest cost so far.
	 * @param creditsPerDay the number of credits, at most 1,000,000,000. By default 100
	 * @return this builder
	 */
	public VerificationsBuilder creditsPerDay(BigDecimal creditsPerDay) {
		Assert.isTrue(creditsPerDay.signum() > 0 && creditsPerDay.compareTo(MAX_CREDITS_PER_DAY) <= 0,
				"The credits per day must be positive and at most 1,000,000,000");
		this.creditsPerDay = creditsPerDay;
		return this;
	}

	/**
	 * Build blocking verifications. All verifications of one builder share its store and
	 * its secret.
	 * @param smsGist sends the codes
	 * @return the verifications
	 * @throws IllegalStateException if the text does not fit in one SMS segment
	 */
	public SmsGistVerifications build(SmsGistOperations smsGist) {
		return new OneTimeCodeVerifications(steps(), smsGist, observations());
	}

	/**
	 * Build reactive verifications. All verifications of one builder share its store and
	 * its secret.
	 * @param smsGist sends the codes
	 * @return the verifications
	 * @throws IllegalStateException if the text does not fit in one SMS segment
	 */
	public ReactiveSmsGistVerifications buildReactive(ReactiveSmsGistOperations smsGist) {
		return new ReactiveOneTimeCodeVerifications(steps(), smsGist, observations());
	}

	private VerificationObservations observations() {
		return new VerificationObservations(this.observationRegistry);
	}

	private VerificationSteps steps() {
		if (this.store == null) {
			this.store = new InMemoryVerificationStore(this.clock);
		}
		VerificationSteps steps = new VerificationSteps(this, this.store);
		steps.checkText();
		return steps;
	}

}
