package io.github.smsgist.sandbox.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * Checks the client id and the bearer token. The last accepted token is not decrypted
 * again.
 */
public final class Authentication {

	private static final String SCHEME = "Bearer ";

	private final String clientId;

	private final TokenCheck check;

	private volatile String lastAccepted = "";

	public Authentication(String clientId, TokenCheck check) {
		this.clientId = clientId;
		this.check = check;
	}

	public boolean accepts(@Nullable String clientId, @Nullable String authorization) {
		if (!this.clientId.equals(clientId) || authorization == null
				|| !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return false;
		}
		if (authorization.equals(this.lastAccepted)) {
			return true;
		}
		if (!this.check.accepts(authorization.substring(SCHEME.length()).trim())) {
			return false;
		}
		this.lastAccepted = authorization;
		return true;
	}

}
