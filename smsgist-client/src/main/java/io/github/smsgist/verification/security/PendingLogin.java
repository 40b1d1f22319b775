package io.github.smsgist.verification.security;

import java.io.Serializable;
import java.time.Instant;

import io.github.smsgist.verification.VerificationRefusedException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.OneTimeToken;

/**
 * Login that waits for its code, stored in the session.
 *
 * @param username the user
 * @param verificationId the verification, or an id that belongs to none if no code was
 * sent
 */
record PendingLogin(String username, String verificationId) implements Serializable {

	static final String ATTRIBUTE = PendingLogin.class.getName();

	/**
	 * Return the verification that an attribute of the session holds for a user.
	 */
	static @Nullable String verificationId(@Nullable Object attribute, String username) {
		return (attribute instanceof PendingLogin login && login.username.equals(username)) ? login.verificationId
				: null;
	}

	/**
	 * Return whether a code that cannot be resent for this reason can be replaced.
	 */
	static boolean canStartAgain(Reason reason) {
		return switch (reason) {
			case UNKNOWN, EXHAUSTED, TOO_MANY_RESENDS -> true;
			default -> false;
		};
	}

	/**
	 * Return a token that says who logs in, without the code.
	 */
	OneTimeToken toToken(Instant expiresAt) {
		return new DefaultOneTimeToken(this.verificationId, this.username, expiresAt);
	}

}
