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
	 * Return where the code of a user is sent.
	 * @param username the user name, as entered
	 * @return a phone number or an email address that the user has proven, or
	 * {@code null} if there is no such user
	 */
	@Nullable String resolveRecipient(String username);

}
