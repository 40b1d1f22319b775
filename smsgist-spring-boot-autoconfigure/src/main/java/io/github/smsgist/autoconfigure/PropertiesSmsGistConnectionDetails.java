package io.github.smsgist.autoconfigure;

import java.net.URI;

import io.github.smsgist.client.SmsGistConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Adapts {@link SmsGistProperties} to {@link SmsGistConnectionDetails}.
 */
final class PropertiesSmsGistConnectionDetails implements SmsGistConnectionDetails {

	private final SmsGistProperties properties;

	private volatile @Nullable SmsGistConnection connection;

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

	/**
	 * Checked again only when a property was changed, as a refresh of the environment
	 * does: this is called before every request.
	 */
	@Override
	public SmsGistConnection toConnection() {
		SmsGistConnection connection = this.connection;
		if (connection == null || !isCurrent(connection)) {
			connection = SmsGistConnectionDetails.super.toConnection();
			this.connection = connection;
		}
		return connection;
	}

	private boolean isCurrent(SmsGistConnection connection) {
		return connection.baseUrl().equals(this.properties.getBaseUrl())
				&& connection.clientId().equals(this.properties.getClientId())
				&& connection.clientSecret().equals(this.properties.getClientSecret())
				&& connection.appSecretKey().equals(this.properties.getAppSecretKey());
	}

	private static String required(@Nullable String value, String property) {
		Assert.hasText(value, () -> property + " is missing");
		return value;
	}

}
