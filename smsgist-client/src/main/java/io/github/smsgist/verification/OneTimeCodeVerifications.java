package io.github.smsgist.verification;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.verification.VerificationCheck.Status;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import io.github.smsgist.verification.VerificationStore.Exceeded;
import io.github.smsgist.verification.VerificationStore.Quota;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * {@link SmsGistVerifications} by codes that are sent through SMSGist. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OneTimeCodeVerifications implements SmsGistVerifications {

	/**
	 * Under one key SMSGist sends once within 24 hours, so a code must not live longer.
	 */
	private static final Duration MAX_TIME_TO_LIVE = Duration.ofHours(24);

	private static final int MIN_SECRET_LENGTH = 32;

	private final SmsGistOperations smsGist;

	private final VerificationStore store;

	private final Clock clock;

	private final OneTimeCodes codes;

	private final RecipientRules recipients;

	private final VerificationTexts texts;

	private final Supplier<Locale> defaultLocale;

	private final @Nullable String origin;

	private final VerificationListener listener;

	private final Duration timeToLive;

	private final int maxAttempts;

	private final int maxSends;

	private final Duration resendPause;

	private final VerificationLimit recipientLimit;

	private final VerificationLimit subjectLimit;

	private final VerificationLimit totalLimit;

	private OneTimeCodeVerifications(Builder builder) {
		this.smsGist = builder.smsGist;
		this.clock = builder.clock;
		this.store = (builder.store != null) ? builder.store : new InMemoryVerificationStore(builder.clock);
		this.codes = new OneTimeCodes(builder.secret, builder.codeLength);
		this.recipients = new RecipientRules(builder.defaultRegion, builder.allowedRegions);
		this.texts = builder.texts;
		this.defaultLocale = builder.defaultLocale;
		this.origin = builder.origin;
		this.listener = builder.listener;
		this.timeToLive = builder.timeToLive;
		this.maxAttempts = builder.maxAttempts;
		this.maxSends = builder.maxSends;
		this.resendPause = builder.resendPause;
		this.recipientLimit = builder.recipientLimit;
		this.subjectLimit = builder.subjectLimit;
		this.totalLimit = builder.totalLimit;
	}

	/**
	 * Start to set up verifications.
	 * @param smsGist sends the codes
	 * @return a builder
	 */
	public static Builder builder(SmsGistOperations smsGist) {
		return new Builder(smsGist);
	}

	@Override
	public Verification start(VerificationRequest request) {
		try {
			String recipient = this.recipients.read(request.recipient());
			String subjectKey = StringUtils.hasText(request.subject())
					? this.codes.fingerprint("subject", request.subject()) : null;
			Locale locale = (request.locale() != null) ? request.locale() : this.defaultLocale.get();
			Instant now = this.clock.instant();
			List<Quota> quotas = acquire(recipient, subjectKey, now);
			Instant expiresAt = now.plus(this.timeToLive);
			StoredVerification verification = new StoredVerification(this.codes.random(), 0, recipient, subjectKey,
					locale, this.codes.random(), expiresAt, expiresAt.plus(this.timeToLive), now.plus(pause(1)), 0, 1,
					0, false);
			this.store.create(verification);
			return send(verification, quotas, now);
		}
		catch (VerificationRefusedException ex) {
			this.listener.onRefused(ex.getReason());
			throw ex;
		}
	}

	@Override
	public Verification resend(String verificationId) {
		try {
			while (true) {
				StoredVerification current = this.store.find(verificationId);
				Instant now = this.clock.instant();
				checkResend(current, now);
				List<Quota> quotas = acquire(current.recipient(), current.subjectKey(), now);
				StoredVerification next = (current.isExpired(now) ? withNewCode(current, now) : current)
					.withSend(now.plus(pause(current.sends() + 1)));
				if (this.store.update(next)) {
					return send(next, quotas, now);
				}
				this.store.release(quotas, now);
			}
		}
		catch (VerificationRefusedException ex) {
			this.listener.onRefused(ex.getReason());
			throw ex;
		}
	}

	/**
	 * The attempt is used up in one step with learning its result, or another caller was
	 * faster and everything is looked at again. So parallel guesses do not get more
	 * attempts than guesses one after the other.
	 */
	@Override
	public VerificationCheck check(String verificationId, String code) {
		VerificationCheck check = null;
		while (check == null) {
			StoredVerification current = this.store.find(verificationId);
			if (current == null || current.approved()) {
				check = VerificationCheck.of(Status.UNKNOWN);
			}
			else if (current.attempts() >= this.maxAttempts) {
				check = VerificationCheck.of(Status.EXHAUSTED);
			}
			else if (current.isExpired(this.clock.instant())) {
				check = VerificationCheck.of(Status.EXPIRED);
			}
			else {
				boolean approved = this.codes.matches(current.nonce(), code);
				if (this.store.update(current.withAttempt(approved))) {
					check = approved ? VerificationCheck.approved(current.recipient())
							: VerificationCheck.wrong(this.maxAttempts - current.attempts() - 1);
				}
			}
		}
		this.listener.onChecked(verificationId, check.status());
		return check;
	}

	private void checkResend(@Nullable StoredVerification current, Instant now) {
		if (current == null || current.approved()) {
			throw new VerificationRefusedException(Reason.UNKNOWN, null);
		}
		if (current.attempts() >= this.maxAttempts) {
			throw new VerificationRefusedException(Reason.EXHAUSTED, null);
		}
		if (current.sends() >= this.maxSends) {
			throw new VerificationRefusedException(Reason.TOO_MANY_RESENDS, null);
		}
		if (now.isBefore(current.resendAllowedAt())) {
			throw new VerificationRefusedException(Reason.TOO_EARLY, current.resendAllowedAt());
		}
	}

	private StoredVerification withNewCode(StoredVerification current, Instant now) {
		Instant expiresAt = now.plus(this.timeToLive);
		return current.withNewCode(this.codes.random(), expiresAt, expiresAt.plus(this.timeToLive));
	}

	/**
	 * Each pause is twice as long as the one before, and at most as long as a code lives.
	 */
	private Duration pause(int sends) {
		Duration pause = this.resendPause;
		for (int i = 1; i < sends && pause.compareTo(this.timeToLive) < 0; i++) {
			pause = pause.multipliedBy(2);
		}
		return (pause.compareTo(this.timeToLive) < 0) ? pause : this.timeToLive;
	}

	private List<Quota> acquire(String recipient, @Nullable String subjectKey, Instant now) {
		String identity = RecipientRules.identity(recipient);
		List<Quota> quotas = new ArrayList<>();
		quotas.add(quota("total", this.totalLimit));
		quotas.add(quota("recipient:" + this.codes.fingerprint("recipient", identity), this.recipientLimit));
		if (subjectKey != null) {
			quotas.add(quota("subject:" + subjectKey, this.subjectLimit));
		}
		Exceeded exceeded = this.store.acquire(quotas, now);
		if (exceeded != null) {
			throw new VerificationRefusedException(reason(exceeded.quota().key()), exceeded.retryAt());
		}
		return quotas;
	}

	private static Quota quota(String key, VerificationLimit limit) {
		return new Quota(key, limit.max(), limit.window());
	}

	private static Reason reason(String quotaKey) {
		if (quotaKey.startsWith("recipient:")) {
			return Reason.RECIPIENT_LIMIT;
		}
		return quotaKey.startsWith("subject:") ? Reason.SUBJECT_LIMIT : Reason.TOTAL_LIMIT;
	}

	/**
	 * If it is certain that nothing was sent, everything is as before and the next resend
	 * has the same key. If the outcome is unknown the code may arrive: its verification
	 * is good, and the next resend has the same key too. Only once a text was accepted
	 * does the next one get a key of its own.
	 */
	private Verification send(StoredVerification verification, List<Quota> quotas, Instant acquiredAt) {
		try {
			send(verification);
			update(verification.id(), StoredVerification::withSendAccepted);
		}
		catch (SmsGistException ex) {
			if (!ex.isOutcomeUnknown()) {
				undo(verification.id(), quotas, acquiredAt);
				throw ex;
			}
		}
		catch (RuntimeException ex) {
			undo(verification.id(), quotas, acquiredAt);
			throw ex;
		}
		this.listener.onSent(verification.id());
		return verification.toVerification();
	}

	private void undo(String id, List<Quota> quotas, Instant acquiredAt) {
		this.store.release(quotas, acquiredAt);
		update(id, (current) -> current.withSendFailed(acquiredAt));
	}

	private void update(String id, UnaryOperator<StoredVerification> change) {
		StoredVerification current = this.store.find(id);
		while (current != null && !this.store.update(change.apply(current))) {
			current = this.store.find(id);
		}
	}

	private void send(StoredVerification verification) {
		String code = this.codes.code(verification.nonce());
		String text = this.texts.text(code, verification.locale());
		String key = "verification-" + verification.id() + "-" + verification.sendNumber();
		if (RecipientRules.isEmail(verification.recipient())) {
			this.smsGist.sendEmail(EmailMessage.builder()
				.to(verification.recipient())
				.subject(this.texts.subject(verification.locale()))
				.body(text)
				.noTracking(true)
				.route(Route.OTP)
				.idempotencyKey(key)
				.build());
			return;
		}
		this.smsGist.sendSms(SmsMessage.builder()
			.to(verification.recipient())
			.message(sms(text, code, this.origin))
			.route(Route.OTP)
			.idempotencyKey(key)
			.build());
	}

	/**
	 * The last line lets a browser on the phone fill the code in, at this origin only.
	 */
	private static String sms(String text, String code, @Nullable String origin) {
		return checkSegments((origin != null) ? text + "\n\n@" + origin + " #" + code : text);
	}

	private static String checkSegments(String text) {
		int segments = SmsMessage.builder().to("+233245972246").message(text).build().segments().segments();
		Assert.state(segments == 1,
				() -> "The text of a verification takes " + segments + " SMS segments, and has to fit in one");
		return text;
	}

	/**
	 * Builds {@link OneTimeCodeVerifications}. Not thread-safe.
	 */
	public static final class Builder {

		private final SmsGistOperations smsGist;

		private @Nullable VerificationStore store;

		private Clock clock = Clock.systemUTC();

		private byte[] secret = OneTimeCodes.randomSecret();

		private int codeLength = 6;

		private String defaultRegion = "GH";

		private Set<String> allowedRegions = Set.of();

		private VerificationTexts texts = (code, locale) -> "Your code is " + code + ".";

		private Supplier<Locale> defaultLocale = () -> Locale.ENGLISH;

		private @Nullable String origin;

		private VerificationListener listener = new VerificationListener() {
		};

		private Duration timeToLive = Duration.ofMinutes(10);

		private int maxAttempts = 5;

		private int maxSends = 5;

		private Duration resendPause = Duration.ofSeconds(30);

		private VerificationLimit recipientLimit = new VerificationLimit(5, Duration.ofHours(1));

		private VerificationLimit subjectLimit = new VerificationLimit(10, Duration.ofHours(1));

		private VerificationLimit totalLimit = new VerificationLimit(1000, Duration.ofHours(1));

		private Builder(SmsGistOperations smsGist) {
			this.smsGist = smsGist;
		}

		/**
		 * Set the store. By default one in memory.
		 * @param store the store
		 * @return this builder
		 */
		public Builder store(VerificationStore store) {
			this.store = store;
			return this;
		}

		/**
		 * Set the clock.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set the secret key that codes are made with. Instances that share a store need
		 * the same. By default a random one.
		 * @param secret the secret, of 32 bytes at least in UTF-8
		 * @return this builder
		 */
		public Builder secret(String secret) {
			byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
			Assert.isTrue(bytes.length >= MIN_SECRET_LENGTH,
					() -> "The secret of verifications needs " + MIN_SECRET_LENGTH + " bytes at least");
			this.secret = bytes;
			return this;
		}

		/**
		 * Set the number of digits of a code.
		 * @param codeLength the number of digits, 4 to 10. By default 6
		 * @return this builder
		 */
		public Builder codeLength(int codeLength) {
			Assert.isTrue(codeLength >= 4 && codeLength <= 10, "A code has 4 to 10 digits");
			this.codeLength = codeLength;
			return this;
		}

		/**
		 * Set the region that national phone numbers belong to.
		 * @param defaultRegion two upper-case letters. By default {@code GH}
		 * @return this builder
		 */
		public Builder defaultRegion(String defaultRegion) {
			Assert.isTrue(SmsMessage.isRegion(defaultRegion), () -> "'" + defaultRegion + "' is not a region");
			this.defaultRegion = defaultRegion;
			return this;
		}

		/**
		 * Set the regions whose phone numbers may be texted.
		 * @param allowedRegions two upper-case letters each, or {@code *} for all. By
		 * default the default region
		 * @return this builder
		 */
		public Builder allowedRegions(Collection<String> allowedRegions) {
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
		public Builder texts(VerificationTexts texts) {
			this.texts = texts;
			return this;
		}

		/**
		 * Set where the language of a text comes from if a request has none.
		 * @param defaultLocale supplies the language. By default English
		 * @return this builder
		 */
		public Builder defaultLocale(Supplier<Locale> defaultLocale) {
			this.defaultLocale = defaultLocale;
			return this;
		}

		/**
		 * Set the host at which a browser on the phone may fill the code in. An SMS then
		 * ends in a line for it, as in {@code @example.com #123456}.
		 * @param origin the host, or {@code null} for no such line
		 * @return this builder
		 */
		public Builder origin(@Nullable String origin) {
			this.origin = StringUtils.hasText(origin) ? origin : null;
			return this;
		}

		/**
		 * Set the listener.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder listener(VerificationListener listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Set how long a code is valid.
		 * @param timeToLive the time, 24 hours at most. By default 10 minutes
		 * @return this builder
		 */
		public Builder timeToLive(Duration timeToLive) {
			Assert.isTrue(timeToLive.toSeconds() > 0 && timeToLive.compareTo(MAX_TIME_TO_LIVE) <= 0,
					"A code lives from 1 second to 24 hours");
			this.timeToLive = timeToLive;
			return this;
		}

		/**
		 * Set how many attempts there are for one code.
		 * @param maxAttempts the number, 1 to 10. By default 5
		 * @return this builder
		 */
		public Builder maxAttempts(int maxAttempts) {
			Assert.isTrue(maxAttempts >= 1 && maxAttempts <= 10, "There are 1 to 10 attempts for one code");
			this.maxAttempts = maxAttempts;
			return this;
		}

		/**
		 * Set how many times the code of one verification is sent, including the first.
		 * @param maxSends the number, 1 to 10. By default 5
		 * @return this builder
		 */
		public Builder maxSends(int maxSends) {
			Assert.isTrue(maxSends >= 1 && maxSends <= 10, "A code is sent 1 to 10 times");
			this.maxSends = maxSends;
			return this;
		}

		/**
		 * Set the pause before the first resend. Each later one is twice as long as the
		 * one before.
		 * @param resendPause the pause. By default 30 seconds
		 * @return this builder
		 */
		public Builder resendPause(Duration resendPause) {
			Assert.isTrue(!resendPause.isNegative(), "The pause before a resend must not be negative");
			this.resendPause = resendPause;
			return this;
		}

		/**
		 * Set the limit for one recipient.
		 * @param limit the limit. By default 5 in an hour
		 * @return this builder
		 */
		public Builder recipientLimit(VerificationLimit limit) {
			this.recipientLimit = limit;
			return this;
		}

		/**
		 * Set the limit for one subject.
		 * @param limit the limit. By default 10 in an hour
		 * @return this builder
		 */
		public Builder subjectLimit(VerificationLimit limit) {
			this.subjectLimit = limit;
			return this;
		}

		/**
		 * Set the limit for all recipients together.
		 * @param limit the limit. By default 1,000 in an hour
		 * @return this builder
		 */
		public Builder totalLimit(VerificationLimit limit) {
			this.totalLimit = limit;
			return this;
		}

		/**
		 * Build the verifications.
		 * @return the verifications
		 * @throws IllegalStateException if the text does not fit in one SMS segment
		 */
		public OneTimeCodeVerifications build() {
			String code = "0".repeat(this.codeLength);
			sms(this.texts.text(code, this.defaultLocale.get()), code, this.origin);
			return new OneTimeCodeVerifications(this);
		}

	}

}
