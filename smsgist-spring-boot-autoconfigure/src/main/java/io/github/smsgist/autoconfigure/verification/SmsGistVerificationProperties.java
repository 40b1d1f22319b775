package io.github.smsgist.autoconfigure.verification;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for verification by one-time codes.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("smsgist.verification")
public class SmsGistVerificationProperties {

	/**
	 * Whether to enable verification by one-time codes.
	 */
	private boolean enabled = true;

	/**
	 * Secret key that codes are derived from, at least 32 bytes. Instances that share a
	 * store need the same key. Random by default.
	 */
	private @Nullable String secret;

	/**
	 * Name of the application in the text. By default the value of
	 * spring.application.name.
	 */
	private @Nullable String applicationName;

	/**
	 * Text of the SMS, with the placeholders {code} and {application}. A message named
	 * smsgist.verification.text in the application's message source takes precedence.
	 */
	private @Nullable String text;

	/**
	 * Host on whose pages the phone's browser may fill in the code. Adds a last line to
	 * the text.
	 */
	private @Nullable String origin;

	/**
	 * Number of digits of a code, 4 to 10.
	 */
	private int codeLength = 6;

	/**
	 * Time for which a code is valid.
	 */
	private Duration timeToLive = Duration.ofMinutes(10);

	/**
	 * Maximum number of attempts to enter a code.
	 */
	private int maxAttempts = 5;

	/**
	 * Maximum number of messages of one verification, including the first.
	 */
	private int maxSends = 5;

	/**
	 * Pause before the first resend. Each further pause is twice as long.
	 */
	private Duration resendPause = Duration.ofSeconds(30);

	/**
	 * Regions whose phone numbers may be texted, as two upper-case letters each, or * for
	 * all. By default the default region.
	 */
	private List<String> allowedRegions = new ArrayList<>();

	private final Limits limits = new Limits();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public @Nullable String getApplicationName() {
		return this.applicationName;
	}

	public void setApplicationName(@Nullable String applicationName) {
		this.applicationName = applicationName;
	}

	public @Nullable String getText() {
		return this.text;
	}

	public void setText(@Nullable String text) {
		this.text = text;
	}

	public @Nullable String getOrigin() {
		return this.origin;
	}

	public void setOrigin(@Nullable String origin) {
		this.origin = origin;
	}

	public int getCodeLength() {
		return this.codeLength;
	}

	public void setCodeLength(int codeLength) {
		this.codeLength = codeLength;
	}

	public Duration getTimeToLive() {
		return this.timeToLive;
	}

	public void setTimeToLive(Duration timeToLive) {
		this.timeToLive = timeToLive;
	}

	public int getMaxAttempts() {
		return this.maxAttempts;
	}

	public void setMaxAttempts(int maxAttempts) {
		this.maxAttempts = maxAttempts;
	}

	public int getMaxSends() {
		return this.maxSends;
	}

	public void setMaxSends(int maxSends) {
		this.maxSends = maxSends;
	}

	public Duration getResendPause() {
		return this.resendPause;
	}

	public void setResendPause(Duration resendPause) {
		this.resendPause = resendPause;
	}

	public List<String> getAllowedRegions() {
		return this.allowedRegions;
	}

	public void setAllowedRegions(List<String> allowedRegions) {
		this.allowedRegions = allowedRegions;
	}

	public Limits getLimits() {
		return this.limits;
	}

	/**
	 * Limits on the number and the cost of codes.
	 */
	public static class Limits {

		/**
		 * Maximum number of codes per window for one recipient.
		 */
		private int recipientMax = 5;

		/**
		 * Length of the sliding window for one recipient.
		 */
		private Duration recipientWindow = Duration.ofHours(1);

		/**
		 * Maximum number of codes per window on behalf of one subject.
		 */
		private int subjectMax = 10;

		/**
		 * Length of the sliding window for one subject.
		 */
		private Duration subjectWindow = Duration.ofHours(1);

		/**
		 * Maximum number of codes per window in total.
		 */
		private int totalMax = 1000;

		/**
		 * Length of the sliding window for the total.
		 */
		private Duration totalWindow = Duration.ofHours(1);

		/**
		 * Maximum number of credits that all codes cost in 24 hours.
		 */
		private BigDecimal creditsPerDay = new BigDecimal(100);

		public int getRecipientMax() {
			return this.recipientMax;
		}

		public void setRecipientMax(int recipientMax) {
			this.recipientMax = recipientMax;
		}

		public Duration getRecipientWindow() {
			return this.recipientWindow;
		}

		public void setRecipientWindow(Duration recipientWindow) {
			this.recipientWindow = recipientWindow;
		}

		public int getSubjectMax() {
			return this.subjectMax;
		}

		public void setSubjectMax(int subjectMax) {
			this.subjectMax = subjectMax;
		}

		public Duration getSubjectWindow() {
			return this.subjectWindow;
		}

		public void setSubjectWindow(Duration subjectWindow) {
			this.subjectWindow = subjectWindow;
		}

		public int getTotalMax() {
			return this.totalMax;
		}

		public void setTotalMax(int totalMax) {
			this.totalMax = totalMax;
		}

		public Duration getTotalWindow() {
			return this.totalWindow;
		}

		public void setTotalWindow(Duration totalWindow) {
			this.totalWindow = totalWindow;
		}

		public BigDecimal getCreditsPerDay() {
			return this.creditsPerDay;
		}

		public void setCreditsPerDay(BigDecimal creditsPerDay) {
			this.creditsPerDay = creditsPerDay;
		}

	}

}
