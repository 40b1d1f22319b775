package io.github.smsgist.autoconfigure.sandbox;

import java.net.URI;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.sandbox.SmsGistSandbox;

/**
 * {@link SmsGistConnectionDetails} for a sandbox.
 */
final class SandboxSmsGistConnectionDetails implements SmsGistConnectionDetails {

	private final SmsGistSandbox sandbox;

	SandboxSmsGistConnectionDetails(SmsGistSandbox sandbox) {
		this.sandbox = sandbox;
	}

	@Override
	public URI getBaseUrl() {
		return this.sandbox.url();
	}

	@Override
	public String getClientId() {
		return this.sandbox.credentials().clientId();
	}

	@Override
	public String getClientSecret() {
		return this.sandbox.credentials().clientSecret();
	}

	@Override
	public String getAppSecretKey() {
		return this.sandbox.credentials().appSecretKey();
	}

}
