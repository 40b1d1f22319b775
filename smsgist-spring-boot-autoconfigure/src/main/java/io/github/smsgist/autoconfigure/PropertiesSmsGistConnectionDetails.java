package io.github.smsgist.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Adapts {@link SmsGistProperties} to {@link SmsGistConnectionDetails}.
 */
final class PropertiesSmsGistConnectionDetails implements SmsGistConnectionDetails {

	private final SmsGistProperties properties;

	PropertiesSmsGistConnectionDetails(SmsGistProperties properties) {
		this.properties = properties;
	}

	@Override
	public URI getBaseUrl() {
		return this.properties.getBaseUrl();
	}

	@Override
	public String getClientId() {
		return required(this.properties.getClientId(), "smsgist.client-id");
	}

	@Override
	public String getClientSecret() {
		return required(this.properties.getClientSecret(), "smsgist.client-secret");
	}

	@Override
	public String getAppSecretKey() {
		return required(this.properties.getAppSecretKey(), "smsgist.app-secret-key");
	}

	private static String required(@Nullable String value, String property) {
		Assert.hasText(value, () -> property + " is missing");
		return value;
	}

}
