package io.github.smsgist.autoconfigure.sandbox;

import java.time.Duration;
import java.util.stream.Stream;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.autoconfigure.SmsGistProperties;
import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.sandbox.SmsGistSandboxBuilder;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Configuration of the sandbox and of the connection to it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SmsGistSandbox.class)
@EnableConfigurationProperties({ SmsGistSandboxProperties.class, SmsGistProperties.class })
@Import({ SandboxWebhookConfiguration.Servlet.class, SandboxWebhookConfiguration.Reactive.class })
class SandboxConfiguration {

	static final PropertyValidator VALIDATOR = new PropertyValidator("smsgist.sandbox");

	private static final Log logger = LogFactory.getLog(SandboxConfiguration.class);

	private static final String HEX_KEY = "5a".repeat(32);

	private static final String BASE64_KEY = "WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=";

	@Bean
	@ConditionalOnMissingBean
	SmsGistSandbox smsGistSandbox(SmsGistSandboxProperties properties, SmsGistProperties client,
			Environment environment) {
		refuseBesideTheRealService(environment);
		TokenFormat format = client.getToken().toFormat();
		SmsGistSandboxBuilder builder = SmsGistSandbox.builder()
			.tokenFormat(format)
			.credentials(credentials(format))
			.controlApi(properties.isControlApi())
			.console(properties.isConsole())
			.storeErrors(properties.isStoreErrors())
			.retryHonorsIdempotencyKey(properties.isRetryHonorsIdempotencyKey())
			.partlyFailedIsFailed(properties.isPartlyFailedIsFailed());
		apply(properties, builder);
		SmsGistSandbox sandbox = (properties.isManualClock() ? builder.manualClock() : builder).start();
		if (properties.isConsole()) {
			logger.info("SMSGist sandbox: open " + sandbox.url() + "/ to see what is sent and to break things");
		}
		return sandbox;
	}

	private static void apply(SmsGistSandboxProperties properties, SmsGistSandboxBuilder builder) {
		VALIDATOR.set("port", properties.getPort(), builder::port);
		Duration sentAfter = properties.getSentAfter();
		VALIDATOR.set("sent-after", sentAfter, (delay) -> builder.delays(delay, Duration.ZERO));
		VALIDATOR.set("delivered-after", properties.getDeliveredAfter(), (delay) -> builder.delays(sentAfter, delay));
		VALIDATOR.set("balance", properties.getBalance(), (balance) -> builder.balance(balance.toString()));
		VALIDATOR.set("mode", properties.getMode(), builder::mode);
		VALIDATOR.set("test-phone", properties.getTestPhone(), builder::testPhone);
		VALIDATOR.set("test-address", properties.getTestAddress(), builder::testAddress);
		VALIDATOR.set("max-messages", properties.getMaxMessages(), builder::maxMessages);
		VALIDATOR.set("max-keys", properties.getMaxKeys(), builder::maxKeys);
		VALIDATOR.set("max-requests", properties.getMaxRequests(), builder::maxRequests);
		VALIDATOR.set("key-scope", properties.getKeyScope(), builder::keyScope);
		VALIDATOR.set("key-in-progress", properties.getKeyInProgress(), builder::keyInProgress);
	}

	@Bean
	@ConditionalOnMissingBean(SmsGistConnectionDetails.class)
	SandboxSmsGistConnectionDetails sandboxSmsGistConnectionDetails(SmsGistSandbox sandbox) {
		return new SandboxSmsGistConnectionDetails(sandbox);
	}

	/**
	 * An address of the real service must not be replaced by a sandbox unnoticed.
	 */
	private static void refuseBesideTheRealService(Environment environment) {
		String baseUrl = environment.getProperty("smsgist.base-url");
		if (StringUtils.hasText(baseUrl)) {
			throw new SandboxBesideServiceException(baseUrl);
		}
	}

	/**
	 * Return credentials with an app secret key that fits the token format.
	 */
	private static SandboxCredentials credentials(TokenFormat format) {
		SandboxCredentials usual = SandboxCredentials.DEFAULT;
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		return Stream.of(usual.appSecretKey(), HEX_KEY, BASE64_KEY)
			.filter(encryptor::accepts)
			.findFirst()
			.map((key) -> new SandboxCredentials(usual.clientId(), usual.clientSecret(), key))
			.orElse(usual);
	}

}
