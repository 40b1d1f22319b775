package io.github.smsgist.autoconfigure;

import java.net.URI;

import io.github.smsgist.client.SmsGistConnection;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to establish a connection to SMSGist. They are read before every
 * request, so that changed credentials take effect without a restart.
 *
 * @since 0.1.0
 */
public interface SmsGistConnectionDetails extends ConnectionDetails {

	/**
	 * Address of the service.
	 * @return the address
	 */
	default URI getBaseUrl() {
		return SmsGistConnection.DEFAULT_BASE_URL;
	}

	/**
	 * Client id of the credential.
	 * @return the client id
	 */
	String getClientId();

	/**
	 * Client secret of the credential.
	 * @return the client secret
	 */
	String getClientSecret();

	/**
	 * App secret key of the credential.
	 * @return the app secret key
	 */
	String getAppSecretKey();

	/**
	 * Return the validated details. Override this method if several details change
	 * together, so that no request mixes old and new ones.
	 * @return the connection
	 * @throws IllegalArgumentException if a detail is not valid
	 */
	default SmsGistConnection toConnection() {
		return new SmsGistConnection(getBaseUrl(), getClientId(), getClientSecret(), getAppSecretKey());
	}

}
