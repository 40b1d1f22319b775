package io.github.smsgist.sandbox;

/**
 * SMSGist credential.
 *
 * @param clientId the client id, sent as {@code X-Client-Id}
 * @param clientSecret the client secret, sent encrypted as the bearer token
 * @param appSecretKey the key that the client secret is encrypted with
 * @since 0.1.0
 */
public record SandboxCredentials(String clientId, String clientSecret, String appSecretKey) {

	/**
	 * Default credentials of a sandbox.
	 */
	public static final SandboxCredentials DEFAULT = new SandboxCredentials("sandbox-client", "sandbox-client-secret",
			"sandbox-app-secret-key-32-bytes!");

	@Override
	public String toString() {
		return "SandboxCredentials[clientId=" + this.clientId + "]";
	}

}
