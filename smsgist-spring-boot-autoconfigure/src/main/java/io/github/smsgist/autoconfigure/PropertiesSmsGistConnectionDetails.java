package io.github.smsgist.autoconfigure;

import java.net.URI;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.client.SmsGistConnection.InvalidConnectionException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

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
		return orEmpty(this.properties.getClientId());
	}

	@Override
	public String getClientSecret() {
		return orEmpty(this.properties.getClientSecret());
	}

	@Override
	public String getAppSecretKey() {
		return orEmpty(this.properties.getAppSecretKey());
	}

	/**
	 * Return the connection. It is called before every request, so the properties are
	 * validated again only if one has changed.
	 */
	@Override
	public SmsGistConnection toConnection() {
		SmsGistConnection connection = this.connection;
		if (connection == null || !isCurrent(connection)) {
			connection = valid();
			this.connection = connection;
		}
		return connection;
	}

	private SmsGistConnection valid() {
		try {
			return SmsGistConnectionDetails.super.toConnection();
		}
		catch (InvalidConnectionException ex) {
			throw new InvalidConfigurationPropertyValueException(
					"smsgist." + DataObjectPropertyName.toDashedForm(ex.getComponent()), "******", ex.getReason());
		}
	}

	private boolean isCurrent(SmsGistConnection connection) {
		return connection.baseUrl().equals(this.properties.getBaseUrl())
				&& connection.clientId().equals(this.properties.getClientId())
				&& connection.clientSecret().equals(this.properties.getClientSecret())
				&& connection.appSecretKey().equals(this.properties.getAppSecretKey());
	}

	/**
	 * Return an empty string for a missing value, which the connection rejects.
	 */
	private static String orEmpty(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
