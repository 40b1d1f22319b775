package io.github.smsgist.docs.credentials;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.client.SmsGistConnection;

// tag::rotating[]
class RotatingConnectionDetails implements SmsGistConnectionDetails {

	private volatile SmsGistConnection current;

	RotatingConnectionDetails(SmsGistConnection first) {
		this.current = first;
	}

	void rotate(SmsGistConnection next) {
		this.current = next;
	}

	@Override
	public SmsGistConnection toConnection() {
		return this.current;
	}

	@Override
	public String getClientId() {
		return this.current.clientId();
	}

	@Override
	public String getClientSecret() {
		return this.current.clientSecret();
	}

	@Override
	public String getAppSecretKey() {
		return this.current.appSecretKey();
	}

}
// end::rotating[]
