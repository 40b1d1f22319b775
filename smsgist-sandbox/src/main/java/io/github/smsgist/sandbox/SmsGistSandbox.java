package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
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
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
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

	SmsGistSandbox(SmsGistSandboxBuilder builder) {
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
	public static SmsGistSandboxBuilder builder() {
		return new SmsGistSandboxBuilder();
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
	 * Return the accepted messages, oldest first, up to
	 * {@link SmsGistSandboxBuilder#maxMessages(int)}.
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
	 * Return the received requests, oldest first, up to
	 * {@link SmsGistSandboxBuilder#maxRequests(int)}.
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

}
