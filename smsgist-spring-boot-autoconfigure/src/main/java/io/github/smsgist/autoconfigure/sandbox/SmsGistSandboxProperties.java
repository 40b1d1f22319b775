package io.github.smsgist.autoconfigure.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

import io.github.smsgist.sandbox.CredentialMode;
import io.github.smsgist.sandbox.KeyInProgress;
import io.github.smsgist.sandbox.KeyScope;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for the sandbox.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("smsgist.sandbox")
public class SmsGistSandboxProperties {

	/**
	 * Whether to use a sandbox in this process instead of the service.
	 */
	private boolean enabled;

	/**
	 * Port on the loopback interface. 0 selects a free one.
	 */
	private int port;

	/**
	 * Initial number of credits. 100.00 by default.
	 */
	private @Nullable BigDecimal balance;

	/**
	 * Whether to enable the console, which shows what was sent in a browser.
	 */
	private boolean console;

	/**
	 * Whether to enable the control API under /_sandbox/.
	 */
	private boolean controlApi;

	/**
	 * Whether the sandbox's clock only moves when a test advances it.
	 */
	private boolean manualClock;

	/**
	 * Time after which a queued message is sent.
	 */
	private Duration sentAfter = Duration.ofMillis(50);

	/**
	 * Time after which a sent message is delivered or fails.
	 */
	private Duration deliveredAfter = Duration.ofMillis(100);

	/**
	 * Address to deliver webhooks to. By default the endpoint of the application, if
	 * smsgist.webhook.secret is set.
	 */
	private @Nullable URI webhookUrl;

	/**
	 * Mode of the credential. Live by default.
	 */
	private @Nullable CredentialMode mode;

	/**
	 * Phone number that all SMS go to in mode test. +233200000000 by default.
	 */
	private @Nullable String testPhone;

	/**
	 * Address that all emails go to in mode test. test@example.com by default.
	 */
	private @Nullable String testAddress;

	/**
	 * Maximum number of messages to keep. 20,000 by default.
	 */
	private @Nullable Integer maxMessages;

	/**
	 * Maximum number of idempotency keys to keep. 100,000 by default.
	 */
	private @Nullable Integer maxKeys;

	/**
	 * Maximum number of received requests to keep. 10,000 by default.
	 */
	private @Nullable Integer maxRequests;

	/**
	 * Scope of an idempotency key. All sends by default.
	 */
	private @Nullable KeyScope keyScope;

	/**
	 * Answer to a call whose idempotency key belongs to a call in progress. The answer of
	 * that call by default.
	 */
	private @Nullable KeyInProgress keyInProgress;

	/**
	 * Whether to store the errors of sends under their idempotency key, too.
	 */
	private boolean storeErrors;

	/**
	 * Whether retries of messages honor the idempotency key.
	 */
	private boolean retryHonorsIdempotencyKey;

	/**
	 * Whether a message that failed for some recipients only has the status failed, so
	 * that it can be retried.
	 */
	private boolean partlyFailedIsFailed;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public @Nullable BigDecimal getBalance() {
		return this.balance;
	}

	public void setBalance(@Nullable BigDecimal balance) {
		this.balance = balance;
	}

	public boolean isConsole() {
		return this.console;
	}

	public void setConsole(boolean console) {
		this.console = console;
	}

	public boolean isControlApi() {
		return this.controlApi;
	}

	public void setControlApi(boolean controlApi) {
		this.controlApi = controlApi;
	}

	public boolean isManualClock() {
		return this.manualClock;
	}

	public void setManualClock(boolean manualClock) {
		this.manualClock = manualClock;
	}

	public Duration getSentAfter() {
		return this.sentAfter;
	}

	public void setSentAfter(Duration sentAfter) {
		this.sentAfter = sentAfter;
	}

	public Duration getDeliveredAfter() {
		return this.deliveredAfter;
	}

	public void setDeliveredAfter(Duration deliveredAfter) {
		this.deliveredAfter = deliveredAfter;
	}

	public @Nullable URI getWebhookUrl() {
		return this.webhookUrl;
	}

	public void setWebhookUrl(@Nullable URI webhookUrl) {
		this.webhookUrl = webhookUrl;
	}

	public @Nullable CredentialMode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable CredentialMode mode) {
		this.mode = mode;
	}

	public @Nullable String getTestPhone() {
		return this.testPhone;
	}

	public void setTestPhone(@Nullable String testPhone) {
		this.testPhone = testPhone;
	}

	public @Nullable String getTestAddress() {
		return this.testAddress;
	}

	public void setTestAddress(@Nullable String testAddress) {
		this.testAddress = testAddress;
	}

	public @Nullable Integer getMaxMessages() {
		return this.maxMessages;
	}

	public void setMaxMessages(@Nullable Integer maxMessages) {
		this.maxMessages = maxMessages;
	}

	public @Nullable Integer getMaxKeys() {
		return this.maxKeys;
	}

	public void setMaxKeys(@Nullable Integer maxKeys) {
		this.maxKeys = maxKeys;
	}

	public @Nullable Integer getMaxRequests() {
		return this.maxRequests;
	}

	public void setMaxRequests(@Nullable Integer maxRequests) {
		this.maxRequests = maxRequests;
	}

	public @Nullable KeyScope getKeyScope() {
		return this.keyScope;
	}

	public void setKeyScope(@Nullable KeyScope keyScope) {
		this.keyScope = keyScope;
	}

	public @Nullable KeyInProgress getKeyInProgress() {
		return this.keyInProgress;
	}

	public void setKeyInProgress(@Nullable KeyInProgress keyInProgress) {
		this.keyInProgress = keyInProgress;
	}

	public boolean isStoreErrors() {
		return this.storeErrors;
	}

	public void setStoreErrors(boolean storeErrors) {
		this.storeErrors = storeErrors;
	}

	public boolean isRetryHonorsIdempotencyKey() {
		return this.retryHonorsIdempotencyKey;
	}

	public void setRetryHonorsIdempotencyKey(boolean retryHonorsIdempotencyKey) {
		this.retryHonorsIdempotencyKey = retryHonorsIdempotencyKey;
	}

	public boolean isPartlyFailedIsFailed() {
		return this.partlyFailedIsFailed;
	}

	public void setPartlyFailedIsFailed(boolean partlyFailedIsFailed) {
		this.partlyFailedIsFailed = partlyFailedIsFailed;
	}

}
