package io.github.smsgist.autoconfigure.sandbox;

import java.math.BigDecimal;
import java.util.stream.Stream;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.autoconfigure.SmsGistProperties;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
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
@Import(SandboxConfiguration.WebhookConfiguration.class)
class SandboxConfiguration {

	private static final Log logger = LogFactory.getLog(SandboxConfiguration.class);

	private static final String HEX_KEY = "5a".repeat(32);

	private static final String BASE64_KEY = "WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=";

	@Bean
	@ConditionalOnMissingBean
	SmsGistSandbox smsGistSandbox(SmsGistSandboxProperties properties, SmsGistProperties client,
			Environment environment) {
		refuseBesideTheRealService(environment);
		TokenFormat format = client.getToken().toFormat();
		SmsGistSandbox.Builder builder = SmsGistSandbox.builder()
			.port(properties.getPort())
			.tokenFormat(format)
			.credentials(credentials(format))
			.delays(properties.getSentAfter(), properties.getDeliveredAfter())
			.controlApi(properties.isControlApi())
			.console(properties.isConsole());
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::getBalance).as(BigDecimal::toPlainString).to(builder::balance);
		map.from(properties::getMode).to(builder::mode);
		map.from(properties::getTestPhone).to(builder::testPhone);
		map.from(properties::getTestAddress).to(builder::testAddress);
		map.from(properties::getMaxMessages).to(builder::maxMessages);
		map.from(properties::getMaxKeys).to(builder::maxKeys);
		map.from(properties::getMaxRequests).to(builder::maxRequests);
		map.from(properties::getKeyScope).to(builder::keyScope);
		map.from(properties::getKeyInProgress).to(builder::keyInProgress);
		builder.storeErrors(properties.isStoreErrors())
			.retryHonorsIdempotencyKey(properties.isRetryHonorsIdempotencyKey())
			.partlyFailedIsFailed(properties.isPartlyFailedIsFailed());
		SmsGistSandbox sandbox = (properties.isManualClock() ? builder.manualClock() : builder).start();
		if (properties.isConsole()) {
			logger.info("SMSGist sandbox: open " + sandbox.url() + "/ to see what is sent and to break things");
		}
		return sandbox;
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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	@ConditionalOnWebApplication
	@ConditionalOnProperty("smsgist.webhook.secret")
	static class WebhookConfiguration {

		@Bean
		SandboxWebhookConnector sandboxWebhookConnector(SmsGistSandbox sandbox, SmsGistSandboxProperties properties,
				Environment environment) {
			return new SandboxWebhookConnector(sandbox, properties.getWebhookUrl(), environment);
		}

	}

}
