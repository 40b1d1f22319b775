package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.smsgist.sandbox.internal.service.Amounts;
import io.github.smsgist.sandbox.internal.service.Channel;
import io.github.smsgist.sandbox.internal.service.ServiceSettings;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;

/**
 * Builder for a {@link SmsGistSandbox}. Not thread-safe.
 *
 * @since 0.1.0
 * @see SmsGistSandbox#builder()
 */
public final class SmsGistSandboxBuilder {

	private static final int MAX_PORT = 65535;

	private static final Duration MAX_DELAY = Duration.ofDays(366);

	int port;

	Duration readTimeout = Duration.ofSeconds(10);

	int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

	SandboxCredentials credentials = SandboxCredentials.DEFAULT;

	TokenFormat tokenFormat = TokenFormat.DEFAULT;

	private BigDecimal balance = new BigDecimal("100.00");

	private BigDecimal smsPrice = new BigDecimal("0.03");

	private BigDecimal emailPrice = new BigDecimal("0.01");

	CredentialMode mode = CredentialMode.LIVE;

	String testPhone = "+233200000000";

	String testAddress = "test@example.com";

	private Duration sendDelay = Duration.ofMillis(50);

	private Duration deliveryDelay = Duration.ofMillis(100);

	@Nullable Instant manualStart;

	SandboxAssumptions assumptions = SandboxAssumptions.DEFAULT;

	private int maxMessages = 20_000;

	int maxKeys = 100_000;

	int maxRequests = 10_000;

	boolean controlApi;

	boolean console;

	SmsGistSandboxBuilder() {
	}

	/**
	 * Set the port.
	 * @param port the port, or 0 for a free one (the default)
	 * @return this builder
	 */
	public SmsGistSandboxBuilder port(int port) {
		if (port < 0 || port > MAX_PORT) {
			throw new IllegalArgumentException("'port' must be from 0 to " + MAX_PORT);
		}
		this.port = port;
		return this;
	}

	/**
	 * Set the number of threads that serve requests.
	 * @param threads the number of threads. By default the number of processors, at most
	 * 4
	 * @return this builder
	 */
	public SmsGistSandboxBuilder threads(int threads) {
		this.threads = requirePositive(threads, "threads");
		return this;
	}

	/**
	 * Set the accepted credentials.
	 * @param credentials the credentials. By default {@link SandboxCredentials#DEFAULT}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder credentials(SandboxCredentials credentials) {
		this.credentials = Objects.requireNonNull(credentials, "'credentials' must not be null");
		return this;
	}

	/**
	 * Set the accepted credentials.
	 * @param clientId the client id
	 * @param clientSecret the client secret
	 * @param appSecretKey the app secret key
	 * @return this builder
	 */
	public SmsGistSandboxBuilder credentials(String clientId, String clientSecret, String appSecretKey) {
		return credentials(new SandboxCredentials(clientId, clientSecret, appSecretKey));
	}

	/**
	 * Set the accepted format of bearer tokens.
	 * @param tokenFormat the format. By default {@link TokenFormat#DEFAULT}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder tokenFormat(TokenFormat tokenFormat) {
		this.tokenFormat = Objects.requireNonNull(tokenFormat, "'tokenFormat' must not be null");
		return this;
	}

	/**
	 * Set the initial credits.
	 * @param balance the balance in GHS, such as {@code "125.50"}. By default 100.00
	 * @return this builder
	 */
	public SmsGistSandboxBuilder balance(String balance) {
		this.balance = Amounts.requireValid(new BigDecimal(balance), "balance");
		return this;
	}

	/**
	 * Set the price of one SMS segment to one recipient.
	 * @param price the price in GHS
	 * @return this builder
	 */
	public SmsGistSandboxBuilder smsPrice(String price) {
		this.smsPrice = Amounts.requireValid(new BigDecimal(price), "price");
		return this;
	}

	/**
	 * Set the price of one email to one recipient.
	 * @param price the price in GHS
	 * @return this builder
	 */
	public SmsGistSandboxBuilder emailPrice(String price) {
		this.emailPrice = Amounts.requireValid(new BigDecimal(price), "price");
		return this;
	}

	/**
	 * Set the mode of the credential.
	 * @param mode the mode
	 * @return this builder
	 */
	public SmsGistSandboxBuilder mode(CredentialMode mode) {
		this.mode = Objects.requireNonNull(mode, "'mode' must not be null");
		return this;
	}

	/**
	 * Set the recipients of all messages in mode {@link CredentialMode#TEST}.
	 * @param phone the test phone
	 * @param address the test email address
	 * @return this builder
	 */
	public SmsGistSandboxBuilder testRecipients(String phone, String address) {
		return testPhone(phone).testAddress(address);
	}

	/**
	 * Set the recipient of all SMS in mode {@link CredentialMode#TEST}.
	 * @param phone the test phone
	 * @return this builder
	 */
	public SmsGistSandboxBuilder testPhone(String phone) {
		this.testPhone = requireRecipient(Channel.SMS, phone, "phone");
		return this;
	}

	/**
	 * Set the recipient of all emails in mode {@link CredentialMode#TEST}.
	 * @param address the test email address
	 * @return this builder
	 */
	public SmsGistSandboxBuilder testAddress(String address) {
		this.testAddress = requireRecipient(Channel.EMAIL, address, "address");
		return this;
	}

	/**
	 * Set the delays of messages.
	 * @param queuedToSent the time from acceptance to sending, at most 366 days. By
	 * default 50 ms
	 * @param sentToDelivered the time from sending to delivery, at most 366 days. By
	 * default 100 ms
	 * @return this builder
	 */
	public SmsGistSandboxBuilder delays(Duration queuedToSent, Duration sentToDelivered) {
		this.sendDelay = requireDelay(queuedToSent, "queuedToSent");
		this.deliveryDelay = requireDelay(sentToDelivered, "sentToDelivered");
		return this;
	}

	/**
	 * Use a manual clock that starts at the current time, and only moves when it is
	 * {@linkplain SandboxClock#advance(Duration) advanced}.
	 * @return this builder
	 */
	public SmsGistSandboxBuilder manualClock() {
		return manualClock(Instant.now());
	}

	/**
	 * Use a manual clock, which only moves when it is
	 * {@linkplain SandboxClock#advance(Duration) advanced}.
	 * @param start the initial time
	 * @return this builder
	 */
	public SmsGistSandboxBuilder manualClock(Instant start) {
		this.manualStart = start;
		return this;
	}

	/**
	 * Set the assumptions about undocumented behavior.
	 * @param assumptions the assumptions
	 * @return this builder
	 */
	public SmsGistSandboxBuilder assumptions(SandboxAssumptions assumptions) {
		this.assumptions = Objects.requireNonNull(assumptions, "'assumptions' must not be null");
		return this;
	}

	/**
	 * Set the scope of an idempotency key.
	 * @param keyScope the scope. By default {@link KeyScope#ALL_SENDS}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder keyScope(KeyScope keyScope) {
		return assumptions(this.assumptions.withKeyScope(keyScope));
	}

	/**
	 * Set the answer to a call whose idempotency key belongs to a call in progress.
	 * @param keyInProgress the answer. By default {@link KeyInProgress#REPLAY}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder keyInProgress(KeyInProgress keyInProgress) {
		return assumptions(this.assumptions.withKeyInProgress(keyInProgress));
	}

	/**
	 * Set whether a message that failed for some of its recipients has the status
	 * {@code failed}, so that it can be retried.
	 * @param failed whether it has failed. By default {@code false}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder partlyFailedIsFailed(boolean failed) {
		return assumptions(this.assumptions.withPartlyFailedIsFailed(failed));
	}

	/**
	 * Set whether the errors of sends are stored under their idempotency key, so that a
	 * repeated call gets the same error. A 401 and a 429 are never stored.
	 * @param storeErrors whether to store errors. By default {@code false}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder storeErrors(boolean storeErrors) {
		return assumptions(this.assumptions.withStoreErrors(storeErrors));
	}

	/**
	 * Set whether the retry of a message honors the idempotency key.
	 * @param honored whether it is honored. By default {@code false}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder retryHonorsIdempotencyKey(boolean honored) {
		return assumptions(this.assumptions.withRetryHonorsIdempotencyKey(honored));
	}

	/**
	 * Set the maximum number of messages that are remembered, up to 64 MB in total.
	 * Forgotten messages are still sent, delivered and charged.
	 * @param maxMessages the number of messages. By default 20,000
	 * @return this builder
	 */
	public SmsGistSandboxBuilder maxMessages(int maxMessages) {
		this.maxMessages = requirePositive(maxMessages, "maxMessages");
		return this;
	}

	/**
	 * Set the maximum number of idempotency keys that are remembered, up to 64 MB in
	 * total. Older ones are forgotten before 24 hours have passed.
	 * @param maxKeys the number of keys. By default 100,000
	 * @return this builder
	 */
	public SmsGistSandboxBuilder maxKeys(int maxKeys) {
		this.maxKeys = requirePositive(maxKeys, "maxKeys");
		return this;
	}

	/**
	 * Set the maximum number of requests that are remembered, up to 32 MB in total.
	 * @param maxRequests the number of requests. By default 10,000
	 * @return this builder
	 */
	public SmsGistSandboxBuilder maxRequests(int maxRequests) {
		this.maxRequests = requirePositive(maxRequests, "maxRequests");
		return this;
	}

	/**
	 * Set whether there is an HTTP API under {@code /_sandbox/}, which controls the
	 * sandbox from other processes.
	 * @param controlApi whether there is a control API. By default {@code false}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder controlApi(boolean controlApi) {
		this.controlApi = controlApi;
		return this;
	}

	/**
	 * Set whether there is a console for browsers. Includes the
	 * {@linkplain #controlApi(boolean) control API}.
	 * @param console whether there is a console. By default {@code false}
	 * @return this builder
	 */
	public SmsGistSandboxBuilder console(boolean console) {
		this.console = console;
		return this;
	}

	SmsGistSandboxBuilder readTimeout(Duration readTimeout) {
		this.readTimeout = readTimeout;
		return this;
	}

	/**
	 * Start the sandbox.
	 * @return the running sandbox
	 * @throws IllegalArgumentException if the app secret key does not fit the token
	 * format
	 */
	public SmsGistSandbox start() {
		return new SmsGistSandbox(this);
	}

	ServiceSettings settings() {
		return new ServiceSettings(this.balance, this.smsPrice, this.emailPrice, this.sendDelay, this.deliveryDelay,
				this.maxMessages);
	}

	private static String requireRecipient(Channel channel, String recipient, String name) {
		String normalized = channel.normalize(recipient);
		if (normalized == null) {
			throw new IllegalArgumentException("'" + name + "' is not valid");
		}
		return normalized;
	}

	private static Duration requireDelay(Duration delay, String name) {
		if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
			throw new IllegalArgumentException("'" + name + "' must be from zero to 366 days");
		}
		return delay;
	}

	private static int requirePositive(int value, String name) {
		if (value < 1) {
			throw new IllegalArgumentException("'" + name + "' must be at least 1");
		}
		return value;
	}

}
