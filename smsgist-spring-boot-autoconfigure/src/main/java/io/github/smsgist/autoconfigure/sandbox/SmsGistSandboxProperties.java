package io.github.smsgist.autoconfigure.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

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
	 * Whether a sandbox in this process stands in for the service.
	 */
	private boolean enabled;

	/**
	 * Port on the loopback interface. 0 takes a free one.
	 */
	private int port;

	/**
	 * Credits to start with.
	 */
	private BigDecimal balance = new BigDecimal("125.50");

	/**
	 * Whether the sandbox shows what was sent, with controls, to a browser at its
	 * address.
	 */
	private boolean console;

	/**
	 * Whether the sandbox can be controlled over HTTP under /_sandbox/.
	 */
	private boolean controlApi;

	/**
	 * Whether the sandbox's clock stands still until a test advances it.
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
	 * Address to deliver webhooks to. The application's own endpoint by default, when
	 * smsgist.webhook.secret is set.
	 */
	private @Nullable URI webhookUrl;

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

	public BigDecimal getBalance() {
		return this.balance;
	}

	public void setBalance(BigDecimal balance) {
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

}
