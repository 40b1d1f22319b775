package io.github.smsgist.autoconfigure;

import java.net.URI;

import io.github.smsgist.client.SmsGistConnection;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to establish a connection to SMSGist. Asked before every request, so
 * that credentials which change take effect without a restart.
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
	 * These details, checked. Override it if several of them change together, so that no
	 * request is made with some old and some new ones.
	 * @return the connection
	 * @throws IllegalArgumentException if they are not ones that can be used
	 */
	default SmsGistConnection toConnection() {
		return new SmsGistConnection(getBaseUrl(), getClientId(), getClientSecret(), getAppSecretKey());
	}

}
