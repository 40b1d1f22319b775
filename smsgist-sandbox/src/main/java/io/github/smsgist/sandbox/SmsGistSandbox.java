package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.smsgist.internal.privacy.Redaction;
import io.github.smsgist.sandbox.internal.clock.EventClock;
import io.github.smsgist.sandbox.internal.clock.ManualClock;
import io.github.smsgist.sandbox.internal.clock.RealTimeClock;
import io.github.smsgist.sandbox.internal.fault.PlanTracker;
import io.github.smsgist.sandbox.internal.http.Authentication;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.http.IdempotencyKeys;
import io.github.smsgist.sandbox.internal.service.Amounts;
import io.github.smsgist.sandbox.internal.service.Channel;
import io.github.smsgist.sandbox.internal.service.DeliveryTerms;
import io.github.smsgist.sandbox.internal.service.MessageService;
import io.github.smsgist.sandbox.internal.service.MessageTimeline;
import io.github.smsgist.sandbox.internal.service.ServiceSettings;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/**
 * In-process sandbox of SMSGist: an HTTP server on the loopback interface that behaves as
 * the service is documented. It checks the token, keeps credits, honors idempotency keys,
 * sends and delivers messages by a clock that tests can advance, delivers signed
 * webhooks, and injects faults.
 *
 * <pre class="code">
 * try (SmsGistSandbox sandbox = SmsGistSandbox.start()) {
 *     // let the application text a customer through sandbox.url()
 *     String code = sandbox.lastSmsTo("+233245972246").otp();
 * }
 * </pre>
 *
 * <h2>Magic recipients</h2>
 * <table>
 * <caption>Magic recipients</caption>
 * <tr>
 * <th>recipient</th>
 * <th>result</th>
 * </tr>
 * <tr>
 * <td>number ending in {@code 0001}, {@code fail@…}</td>
 * <td>not sent: "Number not reachable" or "Address not reachable"; credits released</td>
 * </tr>
 * <tr>
 * <td>number ending in {@code 0002}</td>
 * <td>sent, not delivered: "Handset switched off"</td>
 * </tr>
 * <tr>
 * <td>number ending in {@code 0003}, {@code pending@…}</td>
 * <td>sent, never delivered</td>
 * </tr>
 * <tr>
 * <td>{@code bounce@…}</td>
 * <td>sent, bounced: "Mailbox does not exist"</td>
 * </tr>
 * <tr>
 * <td>{@code complain@…}</td>
 * <td>delivered, complained about</td>
 * </tr>
 * </table>
 * All other recipients receive the message. {@code fail+anything@…} works like
 * {@code fail@…}.
 * <p>
 * Sandboxes are independent of each other. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SmsGistSandbox implements AutoCloseable {

	private final SandboxCredentials credentials;

	private final TokenFormat tokenFormat;

	private final PlanTracker plans = new PlanTracker();

	private final LoopResources loops;

	private final EventClock events;

	private final SandboxClock clock;

	private final SandboxFaults faults;

	private final SandboxWebhooks webhooks;

	private final RequestJournal journal;

	private final MessageTimeline timeline;

	private final MessageService service;

	private final SandboxApi api;

	private final SandboxHttpServer server;

	private final String testPhone;

	private final String testAddress;

	private final CredentialMode firstMode;

	private final SandboxAssumptions firstAssumptions;

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile CredentialMode mode;

	private SmsGistSandbox(Builder builder) {
		this.credentials = builder.credentials;
		this.tokenFormat = builder.tokenFormat;
		AesTokenEncryptor encryptor = new AesTokenEncryptor(this.tokenFormat);
		encryptor.validate(this.credentials.appSecretKey());
		Envelope envelope = new Envelope();
		this.loops = LoopResources.create("smsgist-sandbox", builder.threads, true);
		this.events = (builder.manualStart != null) ? new ManualClock(builder.manualStart)
				: new RealTimeClock("smsgist-sandbox-clock");
		this.clock = new SandboxClock(this.events);
		this.faults = new SandboxFaults(this.events, this.plans);
		this.webhooks = new SandboxWebhooks(envelope, this.events, this.plans, this.loops);
		this.journal = new RequestJournal(builder.maxRequests);
		this.timeline = new MessageTimeline(this.webhooks::onEvent);
		this.firstMode = builder.mode;
		this.mode = builder.mode;
		this.firstAssumptions = builder.assumptions;
		this.testPhone = builder.testPhone;
		this.testAddress = builder.testAddress;
		this.service = new MessageService(builder.settings(), terms(builder.assumptions), this.events,
				builder.console ? this.timeline : this.webhooks::onEvent);
		Authentication authentication = new Authentication(this.credentials.clientId(),
				(token) -> decryptsToSecret(encryptor, token));
		this.api = new SandboxApi(authentication, this.service, new IdempotencyKeys(builder.maxKeys, this.events::now),
				envelope, builder.assumptions);
		ConsoleApi console = builder.console ? new ConsoleApi(this, this.journal, this.timeline, envelope) : null;
		ControlApi control = (builder.controlApi || console != null) ? new ControlApi(this, envelope, console) : null;
		try {
			this.server = new SandboxHttpServer(builder.port, builder.readTimeout, this.loops, this.api, this.faults,
					this.journal, envelope, control, (console != null) ? new Console(console, envelope) : null);
		}
		catch (RuntimeException ex) {
			closeResources();
			throw ex;
		}
	}

	private DeliveryTerms terms(SandboxAssumptions assumptions) {
		boolean redirected = this.mode == CredentialMode.TEST;
		return new DeliveryTerms(this.mode != CredentialMode.DRYRUN, redirected ? this.testPhone : null,
				redirected ? this.testAddress : null, assumptions.partlyFailedIsFailed());
	}

	private boolean decryptsToSecret(AesTokenEncryptor encryptor, String token) {
		try {
			return encryptor.decrypt(token, this.credentials.appSecretKey()).equals(this.credentials.clientSecret());
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Start a sandbox with default settings on a free port.
	 * @return the running sandbox
	 */
	public static SmsGistSandbox start() {
		return builder().start();
	}

	/**
	 * Create a builder.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the base URL for clients.
	 * @return the URL, without a trailing slash
	 */
	public URI url() {
		return URI.create("http://127.0.0.1:" + port());
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * Return the accepted credentials.
	 * @return the credentials
	 */
	public SandboxCredentials credentials() {
		return this.credentials;
	}

	/**
	 * Return the accepted format of bearer tokens.
	 * @return the format
	 */
	public TokenFormat tokenFormat() {
		return this.tokenFormat;
	}

	/**
	 * Create a valid bearer token.
	 * @return a new token
	 */
	public String newToken() {
		return new AesTokenEncryptor(this.tokenFormat).encrypt(this.credentials.clientSecret(),
				this.credentials.appSecretKey());
	}

	/**
	 * Return the clock.
	 * @return the clock
	 */
	public SandboxClock clock() {
		this.plans.requireComplete();
		return this.clock;
	}

	/**
	 * Return the faults to inject into calls.
	 * @return the faults
	 */
	public SandboxFaults faults() {
		this.plans.requireComplete();
		return this.faults;
	}

	/**
	 * Return the webhooks.
	 * @return the webhooks
	 */
	public SandboxWebhooks webhooks() {
		this.plans.requireComplete();
		return this.webhooks;
	}

	/**
	 * Return the accepted messages, oldest first, up to {@link Builder#maxMessages(int)}.
	 * @return snapshots of the messages
	 */
	public List<SandboxMessage> messages() {
		this.plans.requireComplete();
		return this.service.messages(SandboxMessage::of);
	}

	Optional<SandboxMessage> findMessage(String id) {
		this.plans.requireComplete();
		return Optional.ofNullable(this.service.findMessage(id, SandboxMessage::of));
	}

	/**
	 * Return the number of messages accepted since the start or the last
	 * {@link #reset()}.
	 * @return the number of messages
	 */
	public long messageCount() {
		this.plans.requireComplete();
		return this.service.accepted();
	}

	/**
	 * Return the last SMS to a number.
	 * @param number the number, E.164 or local Ghanaian
	 * @return the message as it is now
	 * @throws NoSuchElementException if there is none
	 */
	public SandboxMessage lastSmsTo(String number) {
		return findLastSmsTo(number).orElseThrow(() -> nothingTo(Channel.SMS, number));
	}

	/**
	 * Return the last email to an address.
	 * @param address the address, in upper or lower case
	 * @return the message as it is now
	 * @throws NoSuchElementException if there is none
	 */
	public SandboxMessage lastEmailTo(String address) {
		return findLastEmailTo(address).orElseThrow(() -> nothingTo(Channel.EMAIL, address));
	}

	private NoSuchElementException nothingTo(Channel service, String recipient) {
		return new NoSuchElementException("There is no " + service.word() + " to " + Redaction.mask(recipient)
				+ " among the " + messageCount() + " messages accepted");
	}

	/**
	 * Find the last SMS to a number.
	 * @param number the number, E.164 or local Ghanaian
	 * @return the message as it is now, empty if there is none
	 */
	public Optional<SandboxMessage> findLastSmsTo(String number) {
		this.plans.requireComplete();
		return Optional.ofNullable(this.service.lastTo(Channel.SMS, number, SandboxMessage::of));
	}

	/**
	 * Find the last email to an address.
	 * @param address the address, in upper or lower case
	 * @return the message as it is now, empty if there is none
	 */
	public Optional<SandboxMessage> findLastEmailTo(String address) {
		this.plans.requireComplete();
		return Optional.ofNullable(this.service.lastTo(Channel.EMAIL, address, SandboxMessage::of));
	}

	/**
	 * Return the received requests, oldest first, up to {@link Builder#maxRequests(int)}.
	 * @return the requests
	 */
	public List<ReceivedRequest> requests() {
		this.plans.requireComplete();
		return this.journal.requests();
	}

	/**
	 * Return the number of requests received since the start or the last
	 * {@link #reset()}.
	 * @return the number of requests
	 */
	public long requestCount() {
		this.plans.requireComplete();
		return this.journal.count();
	}

	/**
	 * Return the balance, including reserved credits.
	 * @return the balance in GHS
	 */
	public BigDecimal balance() {
		this.plans.requireComplete();
		return this.service.credits().balance();
	}

	/**
	 * Return the credits reserved for messages that are not sent yet.
	 * @return the reserved amount in GHS
	 */
	public BigDecimal reserved() {
		this.plans.requireComplete();
		return this.service.credits().reserved();
	}

	/**
	 * Return the available credits.
	 * @return the balance without the reserved amount, in GHS
	 */
	public BigDecimal available() {
		this.plans.requireComplete();
		return this.service.credits().available();
	}

	/**
	 * Set the balance.
	 * @param balance the balance in GHS, from 0 to 10¹²
	 * @throws IllegalArgumentException if it is out of range
	 */
	public void setBalance(BigDecimal balance) {
		this.service.setBalance(Amounts.requireValid(balance, "balance"));
	}

	/**
	 * Return the mode of the credential.
	 * @return the mode
	 */
	public CredentialMode mode() {
		return this.mode;
	}

	/**
	 * Set the mode of the credential for further messages.
	 * @param mode the mode
	 */
	public void setMode(CredentialMode mode) {
		this.mode = mode;
		this.service.setTerms(terms(this.api.assumptions()));
	}

	/**
	 * Return the assumptions about undocumented behavior.
	 * @return the assumptions
	 */
	public SandboxAssumptions assumptions() {
		return this.api.assumptions();
	}

	/**
	 * Set the assumptions about undocumented behavior for further calls and messages.
	 * @param assumptions the assumptions
	 */
	public void setAssumptions(SandboxAssumptions assumptions) {
		this.plans.requireComplete();
		this.api.assume(Objects.requireNonNull(assumptions, "'assumptions' must not be null"));
		this.service.setTerms(terms(assumptions));
	}

	/**
	 * Deliver further messages to a recipient, even a magic one.
	 * @param recipient a phone number or an email address
	 */
	public void makeReachable(String recipient) {
		this.service.makeReachable(recipient);
	}

	/**
	 * Let further messages to a recipient fail.
	 * @param recipient a phone number or an email address
	 */
	public void makeUnreachable(String recipient) {
		this.service.makeUnreachable(recipient);
	}

	/**
	 * Record that the recipients of an email have opened it.
	 * @param messageId the message's id
	 * @throws IllegalArgumentException if there is no such email
	 * @throws IllegalStateException if it is not delivered or not tracked
	 */
	public void open(String messageId) {
		this.service.track(messageId, "opened");
	}

	/**
	 * Record that the recipients of an email have clicked a link in it.
	 * @param messageId the message's id
	 * @throws IllegalArgumentException if there is no such email
	 * @throws IllegalStateException if it is not delivered or not tracked
	 */
	public void click(String messageId) {
		this.service.track(messageId, "clicked");
	}

	/**
	 * Remove all messages, requests, keys, faults and deliveries, and restore the initial
	 * credits, mode and assumptions. The port, the time of the clock and the webhook
	 * endpoints remain.
	 */
	public void reset() {
		this.plans.requireComplete();
		this.events.runBetweenTasks(() -> this.api.reset(() -> {
			this.faults.clear();
			this.mode = this.firstMode;
			this.api.assume(this.firstAssumptions);
			this.service.reset(terms(this.firstAssumptions));
			this.server.reset();
			this.webhooks.reset();
			this.journal.clear();
			this.timeline.clear();
		}));
	}

	/**
	 * Stop the server and close all connections. Idempotent.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.server.close();
			closeResources();
		}
	}

	private void closeResources() {
		this.events.close();
		this.webhooks.close();
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block();
	}

	/**
	 * Builder for a {@link SmsGistSandbox}. Not thread-safe.
	 */
	public static final class Builder {

		private static final int MAX_PORT = 65535;

		private static final Duration MAX_DELAY = Duration.ofDays(366);

		private int port;

		private Duration readTimeout = Duration.ofSeconds(10);

		private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

		private SandboxCredentials credentials = SandboxCredentials.DEFAULT;

		private TokenFormat tokenFormat = TokenFormat.DEFAULT;

		private BigDecimal balance = new BigDecimal("100.00");

		private BigDecimal smsPrice = new BigDecimal("0.03");

		private BigDecimal emailPrice = new BigDecimal("0.01");

		private CredentialMode mode = CredentialMode.LIVE;

		private String testPhone = "+233200000000";

		private String testAddress = "test@example.com";

		private Duration sendDelay = Duration.ofMillis(50);

		private Duration deliveryDelay = Duration.ofMillis(100);

		private @Nullable Instant manualStart;

		private SandboxAssumptions assumptions = SandboxAssumptions.DEFAULT;

		private int maxMessages = 20_000;

		private int maxKeys = 100_000;

		private int maxRequests = 10_000;

		private boolean controlApi;

		private boolean console;

		private Builder() {
		}

		/**
		 * Set the port.
		 * @param port the port, or 0 for a free one (the default)
		 * @return this builder
		 */
		public Builder port(int port) {
			if (port < 0 || port > MAX_PORT) {
				throw new IllegalArgumentException("'port' must be from 0 to " + MAX_PORT);
			}
			this.port = port;
			return this;
		}

		/**
		 * Set the number of threads that serve requests.
		 * @param threads the number of threads. By default the number of processors, at
		 * most 4
		 * @return this builder
		 */
		public Builder threads(int threads) {
			this.threads = requirePositive(threads, "threads");
			return this;
		}

		/**
		 * Set the accepted credentials.
		 * @param credentials the credentials. By default
		 * {@link SandboxCredentials#DEFAULT}
		 * @return this builder
		 */
		public Builder credentials(SandboxCredentials credentials) {
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
		public Builder credentials(String clientId, String clientSecret, String appSecretKey) {
			return credentials(new SandboxCredentials(clientId, clientSecret, appSecretKey));
		}

		/**
		 * Set the accepted format of bearer tokens.
		 * @param tokenFormat the format. By default {@link TokenFormat#DEFAULT}
		 * @return this builder
		 */
		public Builder tokenFormat(TokenFormat tokenFormat) {
			this.tokenFormat = Objects.requireNonNull(tokenFormat, "'tokenFormat' must not be null");
			return this;
		}

		/**
		 * Set the initial credits.
		 * @param balance the balance in GHS, such as {@code "125.50"}. By default 100.00
		 * @return this builder
		 */
		public Builder balance(String balance) {
			this.balance = Amounts.requireValid(new BigDecimal(balance), "balance");
			return this;
		}

		/**
		 * Set the price of one SMS segment to one recipient.
		 * @param price the price in GHS
		 * @return this builder
		 */
		public Builder smsPrice(String price) {
			this.smsPrice = Amounts.requireValid(new BigDecimal(price), "price");
			return this;
		}

		/**
		 * Set the price of one email to one recipient.
		 * @param price the price in GHS
		 * @return this builder
		 */
		public Builder emailPrice(String price) {
			this.emailPrice = Amounts.requireValid(new BigDecimal(price), "price");
			return this;
		}

		/**
		 * Set the mode of the credential.
		 * @param mode the mode
		 * @return this builder
		 */
		public Builder mode(CredentialMode mode) {
			this.mode = Objects.requireNonNull(mode, "'mode' must not be null");
			return this;
		}

		/**
		 * Set the recipients of all messages in mode {@link CredentialMode#TEST}.
		 * @param phone the test phone
		 * @param address the test email address
		 * @return this builder
		 */
		public Builder testRecipients(String phone, String address) {
			return testPhone(phone).testAddress(address);
		}

		/**
		 * Set the recipient of all SMS in mode {@link CredentialMode#TEST}.
		 * @param phone the test phone
		 * @return this builder
		 */
		public Builder testPhone(String phone) {
			this.testPhone = requireRecipient(Channel.SMS, phone, "phone");
			return this;
		}

		/**
		 * Set the recipient of all emails in mode {@link CredentialMode#TEST}.
		 * @param address the test email address
		 * @return this builder
		 */
		public Builder testAddress(String address) {
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
		public Builder delays(Duration queuedToSent, Duration sentToDelivered) {
			this.sendDelay = requireDelay(queuedToSent, "queuedToSent");
			this.deliveryDelay = requireDelay(sentToDelivered, "sentToDelivered");
			return this;
		}

		/**
		 * Use a manual clock that starts at the current time, and only moves when it is
		 * {@linkplain SandboxClock#advance(Duration) advanced}.
		 * @return this builder
		 */
		public Builder manualClock() {
			return manualClock(Instant.now());
		}

		/**
		 * Use a manual clock, which only moves when it is
		 * {@linkplain SandboxClock#advance(Duration) advanced}.
		 * @param start the initial time
		 * @return this builder
		 */
		public Builder manualClock(Instant start) {
			this.manualStart = start;
			return this;
		}

		/**
		 * Set the assumptions about undocumented behavior.
		 * @param assumptions the assumptions
		 * @return this builder
		 */
		public Builder assumptions(SandboxAssumptions assumptions) {
			this.assumptions = Objects.requireNonNull(assumptions, "'assumptions' must not be null");
			return this;
		}

		/**
		 * Set the scope of an idempotency key.
		 * @param keyScope the scope. By default {@link KeyScope#ALL_SENDS}
		 * @return this builder
		 */
		public Builder keyScope(KeyScope keyScope) {
			return assumptions(this.assumptions.withKeyScope(keyScope));
		}

		/**
		 * Set the answer to a call whose idempotency key belongs to a call in progress.
		 * @param keyInProgress the answer. By default {@link KeyInProgress#REPLAY}
		 * @return this builder
		 */
		public Builder keyInProgress(KeyInProgress keyInProgress) {
			return assumptions(this.assumptions.withKeyInProgress(keyInProgress));
		}

		/**
		 * Set whether a message that failed for some of its recipients has the status
		 * {@code failed}, so that it can be retried.
		 * @param failed whether it has failed. By default {@code false}
		 * @return this builder
		 */
		public Builder partlyFailedIsFailed(boolean failed) {
			return assumptions(this.assumptions.withPartlyFailedIsFailed(failed));
		}

		/**
		 * Set whether the errors of sends are stored under their idempotency key, so that
		 * a repeated call gets the same error. A 401 and a 429 are never stored.
		 * @param storeErrors whether to store errors. By default {@code false}
		 * @return this builder
		 */
		public Builder storeErrors(boolean storeErrors) {
			return assumptions(this.assumptions.withStoreErrors(storeErrors));
		}

		/**
		 * Set whether the retry of a message honors the idempotency key.
		 * @param honored whether it is honored. By default {@code false}
		 * @return this builder
		 */
		public Builder retryHonorsIdempotencyKey(boolean honored) {
			return assumptions(this.assumptions.withRetryHonorsIdempotencyKey(honored));
		}

		/**
		 * Set the maximum number of messages that are remembered, up to 64 MB in total.
		 * Forgotten messages are still sent, delivered and charged.
		 * @param maxMessages the number of messages. By default 20,000
		 * @return this builder
		 */
		public Builder maxMessages(int maxMessages) {
			this.maxMessages = requirePositive(maxMessages, "maxMessages");
			return this;
		}

		/**
		 * Set the maximum number of idempotency keys that are remembered, up to 64 MB in
		 * total. Older ones are forgotten before 24 hours have passed.
		 * @param maxKeys the number of keys. By default 100,000
		 * @return this builder
		 */
		public Builder maxKeys(int maxKeys) {
			this.maxKeys = requirePositive(maxKeys, "maxKeys");
			return this;
		}

		/**
		 * Set the maximum number of requests that are remembered, up to 32 MB in total.
		 * @param maxRequests the number of requests. By default 10,000
		 * @return this builder
		 */
		public Builder maxRequests(int maxRequests) {
			this.maxRequests = requirePositive(maxRequests, "maxRequests");
			return this;
		}

		/**
		 * Set whether there is an HTTP API under {@code /_sandbox/}, which controls the
		 * sandbox from other processes.
		 * @param controlApi whether there is a control API. By default {@code false}
		 * @return this builder
		 */
		public Builder controlApi(boolean controlApi) {
			this.controlApi = controlApi;
			return this;
		}

		/**
		 * Set whether there is a console for browsers. Includes the
		 * {@linkplain #controlApi(boolean) control API}.
		 * @param console whether there is a console. By default {@code false}
		 * @return this builder
		 */
		public Builder console(boolean console) {
			this.console = console;
			return this;
		}

		Builder readTimeout(Duration readTimeout) {
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

		private ServiceSettings settings() {
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

}
