package io.github.smsgist.verification.security;

import org.jspecify.annotations.Nullable;

/**
 * Strategy interface that finds the phone number or the email address of a user who wants
 * to log in.
 *
 * @since 0.1.0
 * @see OneTimeCodeLoginService
 */
@FunctionalInterface
public interface LoginRecipientResolver {

	/**
	 * Return the recipient of a user's codes.
	 * @param username the user name, as entered
	 * @return a verified phone number or email address, or {@code null} if there is no
	 * such user
	 */
	@Nullable String resolveRecipient(String username);

}
