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
 * Sandbox of SMSGist in this process: an HTTP server on the loopback interface that
 * behaves as the service is documented. It checks the token, keeps credits, honors
 * idempotency keys, sends and delivers messages by a clock that tests can advance,
 * delivers signed webhooks, and injects faults.
 *
 * <pre class="code">
 * try (SmsGistSandbox sandbox = SmsGistSandbox.start()) {
 *     // point the application at sandbox.url(), let it text a customer
 *     String code = sandbox.lastSmsTo("+233245972246").otp();
 * }
 * </pre>
 *
 * <h2>Recipients with a fate of their own</h2>
 * <table>
 * <caption>Magic recipients</caption>
 * <tr>
 * <th>recipient</th>
 * <th>what happens</th>
 * </tr>
 * <tr>
 * <td>number ending in {@code 0001}, {@code fail@…}</td>
 * <td>not sent: "Number not reachable" or "Address not reachable"; its credits are
 * released</td>
 * </tr>
 * <tr>
 * <td>number ending in {@code 0002}</td>
 * <td>sent, and not delivered: "Handset switched off"</td>
 * </tr>
 * <tr>
 * <td>number ending in {@code 0003}, {@code pending@…}</td>
 * <td>sent, and never heard of again</td>
 * </tr>
 * <tr>
 * <td>{@code bounce@…}</td>
 * <td>sent, and bounced: "Mailbox does not exist"</td>
 * </tr>
 * <tr>
 * <td>{@code complain@…}</td>
 * <td>delivered, and complained about</td>
 * </tr>
 * </table>
 * Every other recipient receives the message. {@code fail+anything@…} works like
 * {@code fail@…}.
 * <p>
 * Sandboxes share nothing, so any number of them may run at once. Safe for use by several
 * threads.
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
	 * Start a sandbox with all defaults on a free port.
	 * @return the running sandbox
	 */
	public static SmsGistSandbox start() {
		return builder().start();
	}

	/**
	 * Begin to set up a sandbox.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the base URL for clients.
	 * @return the URL, without a slash at its end
	 */
	public URI url() {
		return URI.create("http://127.0.0.1:" + port());
	}

	/**
	 * Return the port it listens on.
	 * @return the port
	 */
	public int port() {
		return this.server.port();
	}

	/**
	 * Return the credentials that are accepted.
	 * @return the credentials
	 */
	public SandboxCredentials credentials() {
		return this.credentials;
	}

	/**
	 * Return the format in which bearer tokens are accepted.
	 * @return the format
	 */
	public TokenFormat tokenFormat() {
		return this.tokenFormat;
	}

	/**
	 * Make a bearer token that is accepted.
	 * @return a new token
	 */
	public String newToken() {
		return new AesTokenEncryptor(this.tokenFormat).encrypt(this.credentials.clientSecret(),
				this.credentials.appSecretKey());
	}

	/**
	 * Return the clock that messages live by.
	 * @return the clock
	 */
	public SandboxClock clock() {
		this.plans.requireComplete();
		return this.clock;
	}

	/**
	 * Return what commands misbehaviour.
	 * @return the faults
	 */
	public SandboxFaults faults() {
		this.plans.requireComplete();
		return this.faults;
	}

	/**
	 * Return what delivers webhooks.
	 * @return the webhooks
	 */
	public SandboxWebhooks webhooks() {
		this.plans.requireComplete();
		return this.webhooks;
	}

	/**
	 * Return the messages accepted, oldest first; of more than
	 * {@link Builder#maxMessages(int)} the last.
	 * @return the messages as they are now
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
	 * Return how many messages were accepted since the start or the last
	 * {@link #reset()}, also of those that are forgotten.
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
	 * Return the last e-mail to an address.
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
	 * Find the last e-mail to an address.
	 * @param address the address, in upper or lower case
	 * @return the message as it is now, empty if there is none
	 */
	public Optional<SandboxMessage> findLastEmailTo(String address) {
		this.plans.requireComplete();
		return Optional.ofNullable(this.service.lastTo(Channel.EMAIL, address, SandboxMessage::of));
	}

	/**
	 * Return the last requests received, oldest first; of more than
	 * {@link Builder#maxRequests(int)} the last.
	 * @return the requests
	 */
	public List<ReceivedRequest> requests() {
		this.plans.requireComplete();
		return this.journal.requests();
	}

	/**
	 * Return how many requests were received since the start or the last
	 * {@link #reset()}.
	 * @return the number of requests
	 */
	public long requestCount() {
		this.plans.requireComplete();
		return this.journal.count();
	}

	/**
	 * Return the whole credits.
	 * @return the balance in GHS
	 */
	public BigDecimal balance() {
		this.plans.requireComplete();
		return this.service.credits().balance();
	}

	/**
	 * Return the credits held for messages in flight.
	 * @return the reserved amount in GHS
	 */
	public BigDecimal reserved() {
		this.plans.requireComplete();
		return this.service.credits().reserved();
	}

	/**
	 * Return the credits that can be spent.
	 * @return the balance less what is reserved, in GHS
	 */
	public BigDecimal available() {
		this.plans.requireComplete();
		return this.service.credits().available();
	}

	/**
	 * Set the whole credits.
	 * @param balance the balance in GHS, from 0 to 10¹²
	 * @throws IllegalArgumentException if it is out of bounds
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
	 * Set the mode of the credential for messages from now on.
	 * @param mode the mode
	 */
	public void setMode(CredentialMode mode) {
		this.mode = mode;
		this.service.setTerms(terms(this.api.assumptions()));
	}

	/**
	 * Return what is assumed where SMSGist documents nothing.
	 * @return the assumptions
	 */
	public SandboxAssumptions assumptions() {
		return this.api.assumptions();
	}

	/**
	 * Set what is assumed where SMSGist documents nothing, for calls and messages from
	 * now on.
	 * @param assumptions the assumptions
	 */
	public void setAssumptions(SandboxAssumptions assumptions) {
		this.plans.requireComplete();
		this.api.assume(Objects.requireNonNull(assumptions, "'assumptions' must not be null"));
		this.service.setTerms(terms(assumptions));
	}

	/**
	 * Let all that is sent to a recipient from now on be delivered, also if the recipient
	 * is a magic one.
	 * @param recipient a phone number or an e-mail address
	 */
	public void makeReachable(String recipient) {
		this.service.decide(recipient, true);
	}

	/**
	 * Let all that is sent to a recipient from now on fail.
	 * @param recipient a phone number or an e-mail address
	 */
	public void makeUnreachable(String recipient) {
		this.service.decide(recipient, false);
	}

	/**
	 * Let the recipients of a delivered e-mail open it.
	 * @param messageId the message's id
	 * @throws IllegalArgumentException if there is no such e-mail
	 * @throws IllegalStateException if it is not delivered or not tracked
	 */
	public void open(String messageId) {
		this.service.track(messageId, "opened");
	}

	/**
	 * Let the recipients of a delivered e-mail click a link in it.
	 * @param messageId the message's id
	 * @throws IllegalArgumentException if there is no such e-mail
	 * @throws IllegalStateException if it is not delivered or not tracked
	 */
	public void click(String messageId) {
		this.service.track(messageId, "clicked");
	}

	/**
	 * Go back to the first state, as between two tests: no messages, requests, keys,
	 * faults or deliveries, and the credits, the mode and the assumptions of the start.
	 * The port, the time of the clock and the webhook endpoints stay.
	 */
	public void reset() {
		this.plans.requireComplete();
		this.events.betweenEvents(() -> this.api.reset(() -> {
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
	 * Stop the server and drop all connections. Does nothing the second time.
	 */
	@Override
	public void close() {
		this.server.close();
		closeResources();
	}

	private void closeResources() {
		this.events.close();
		this.webhooks.close();
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(2)).block();
	}

	/**
	 * Sets up a {@link SmsGistSandbox}. Not safe for use by several threads.
	 */
	public static final class Builder {

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
		 * Set the port to listen on.
		 * @param port the port; 0, the default, takes a free one
		 * @return this
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Set how many threads serve requests: as many as there are processors, up to 4,
		 * unless set.
		 * @param threads the number of threads
		 * @return this
		 */
		public Builder threads(int threads) {
			this.threads = requirePositive(threads, "threads");
			return this;
		}

		/**
		 * Set the credentials to accept: {@link SandboxCredentials#DEFAULT} unless set.
		 * @param credentials the credentials
		 * @return this
		 */
		public Builder credentials(SandboxCredentials credentials) {
			this.credentials = Objects.requireNonNull(credentials, "'credentials' must not be null");
			return this;
		}

		/**
		 * Set the credentials to accept.
		 * @param clientId the client id
		 * @param clientSecret the client secret
		 * @param appSecretKey the app secret key
		 * @return this
		 */
		public Builder credentials(String clientId, String clientSecret, String appSecretKey) {
			return credentials(new SandboxCredentials(clientId, clientSecret, appSecretKey));
		}

		/**
		 * Set the format in which bearer tokens are accepted: {@link TokenFormat#DEFAULT}
		 * unless set.
		 * @param tokenFormat the format
		 * @return this
		 */
		public Builder tokenFormat(TokenFormat tokenFormat) {
			this.tokenFormat = Objects.requireNonNull(tokenFormat, "'tokenFormat' must not be null");
			return this;
		}

		/**
		 * Set the credits at the start: GHS 100.00 unless set.
		 * @param balance the balance in GHS, such as {@code "125.50"}
		 * @return this
		 */
		public Builder balance(String balance) {
			this.balance = Amounts.requireValid(new BigDecimal(balance), "balance");
			return this;
		}

		/**
		 * Set the price of one SMS segment to one recipient: GHS 0.03 unless set.
		 * @param price the price in GHS
		 * @return this
		 */
		public Builder smsPrice(String price) {
			this.smsPrice = Amounts.requireValid(new BigDecimal(price), "price");
			return this;
		}

		/**
		 * Set the price of one e-mail to one recipient: GHS 0.01 unless set.
		 * @param price the price in GHS
		 * @return this
		 */
		public Builder emailPrice(String price) {
			this.emailPrice = Amounts.requireValid(new BigDecimal(price), "price");
			return this;
		}

		/**
		 * Set the mode of the credential: {@link CredentialMode#LIVE} unless set.
		 * @param mode the mode
		 * @return this
		 */
		public Builder mode(CredentialMode mode) {
			this.mode = Objects.requireNonNull(mode, "'mode' must not be null");
			return this;
		}

		/**
		 * Set where messages go in mode {@link CredentialMode#TEST}.
		 * @param phone the test phone
		 * @param address the test e-mail address
		 * @return this
		 */
		public Builder testRecipients(String phone, String address) {
			return testPhone(phone).testAddress(address);
		}

		/**
		 * Set where SMS go in mode {@link CredentialMode#TEST}: to {@code +233200000000}
		 * unless set.
		 * @param phone the test phone
		 * @return this
		 */
		public Builder testPhone(String phone) {
			this.testPhone = requireRecipient(Channel.SMS, phone, "phone");
			return this;
		}

		/**
		 * Set where e-mails go in mode {@link CredentialMode#TEST}: to
		 * {@code test@example.com} unless set.
		 * @param address the test e-mail address
		 * @return this
		 */
		public Builder testAddress(String address) {
			this.testAddress = requireRecipient(Channel.EMAIL, address, "address");
			return this;
		}

		/**
		 * Set the delays of a message's life: 50 ms and 100 ms unless set.
		 * @param queuedToSent how long it is queued
		 * @param sentToDelivered how long it takes from there to its recipients
		 * @return this
		 */
		public Builder delays(Duration queuedToSent, Duration sentToDelivered) {
			this.sendDelay = requireDelay(queuedToSent, "queuedToSent");
			this.deliveryDelay = requireDelay(sentToDelivered, "sentToDelivered");
			return this;
		}

		/**
		 * Let the clock stand still at the present time until it is told to
		 * {@linkplain SandboxClock#advance(Duration) advance}.
		 * @return this
		 */
		public Builder manualClock() {
			return manualClock(Instant.now());
		}

		/**
		 * Let the clock stand still until it is told to
		 * {@linkplain SandboxClock#advance(Duration) advance}.
		 * @param start the time it shows at first
		 * @return this
		 */
		public Builder manualClock(Instant start) {
			this.manualStart = start;
			return this;
		}

		/**
		 * Set what is assumed where SMSGist documents nothing:
		 * {@link SandboxAssumptions#DEFAULT} unless set.
		 * @param assumptions the assumptions
		 * @return this
		 */
		public Builder assumptions(SandboxAssumptions assumptions) {
			this.assumptions = Objects.requireNonNull(assumptions, "'assumptions' must not be null");
			return this;
		}

		/**
		 * Set what an idempotency key counts for: {@link KeyScope#ALL_SENDS} unless set.
		 * @param keyScope the scope
		 * @return this
		 */
		public Builder keyScope(KeyScope keyScope) {
			return assumptions(this.assumptions.withKeyScope(keyScope));
		}

		/**
		 * Set what a call gets whose idempotency key belongs to a call in progress:
		 * {@link KeyInProgress#REPLAY} unless set.
		 * @param keyInProgress what it gets
		 * @return this
		 */
		public Builder keyInProgress(KeyInProgress keyInProgress) {
			return assumptions(this.assumptions.withKeyInProgress(keyInProgress));
		}

		/**
		 * Set whether a message that failed for some recipients only has the status
		 * {@code failed}, so that it can be retried; off unless set.
		 * @param failed whether it has failed
		 * @return this
		 */
		public Builder partlyFailedIsFailed(boolean failed) {
			return assumptions(this.assumptions.withPartlyFailedIsFailed(failed));
		}

		/**
		 * Set whether errors of sends are stored under their idempotency key as well, so
		 * that a repeated call gets the error again. The service's documentation does not
		 * tell; off unless set. A 401 and a 429 are never stored.
		 * @param storeErrors whether to store errors
		 * @return this
		 */
		public Builder storeErrors(boolean storeErrors) {
			return assumptions(this.assumptions.withStoreErrors(storeErrors));
		}

		/**
		 * Set whether the retry of a message honours the idempotency key. The service's
		 * documentation does not tell; off unless set.
		 * @param honoured whether it is honoured
		 * @return this
		 */
		public Builder retryHonoursIdempotencyKey(boolean honoured) {
			return assumptions(this.assumptions.withRetryHonoursIdempotencyKey(honoured));
		}

		/**
		 * Set how many messages are remembered at most: 20,000 unless set. Older ones are
		 * forgotten, with one warning; they still come to their end and are paid for. All
		 * of them together are remembered up to 64 MB.
		 * @param maxMessages the number of messages
		 * @return this
		 */
		public Builder maxMessages(int maxMessages) {
			this.maxMessages = requirePositive(maxMessages, "maxMessages");
			return this;
		}

		/**
		 * Set how many idempotency keys are remembered at most: 100,000 unless set. Older
		 * ones are forgotten before their 24 hours, with one warning. All of them with
		 * their answers are remembered up to 64 MB.
		 * @param maxKeys the number of keys
		 * @return this
		 */
		public Builder maxKeys(int maxKeys) {
			this.maxKeys = requirePositive(maxKeys, "maxKeys");
			return this;
		}

		/**
		 * Set how many received requests are remembered at most: 10,000 unless set.
		 * @param maxRequests the number of requests
		 * @return this
		 */
		public Builder maxRequests(int maxRequests) {
			this.maxRequests = requirePositive(maxRequests, "maxRequests");
			return this;
		}

		/**
		 * Set whether the sandbox can be controlled over HTTP under {@code /_sandbox/},
		 * for tests in other processes; off unless set.
		 * @param controlApi whether to answer there
		 * @return this
		 */
		public Builder controlApi(boolean controlApi) {
			this.controlApi = controlApi;
			return this;
		}

		/**
		 * Set whether the sandbox shows itself at its address to a person with a browser;
		 * off unless set. Includes the {@linkplain #controlApi(boolean) control API}.
		 * @param console whether there is a console
		 * @return this
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
