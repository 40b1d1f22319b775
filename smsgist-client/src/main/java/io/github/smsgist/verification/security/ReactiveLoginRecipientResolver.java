package io.github.smsgist.verification.security;

import reactor.core.publisher.Mono;

/**
 * Strategy interface that finds the phone number or the email address of a user who wants
 * to log in, without blocking.
 *
 * @since 0.1.0
 * @see ReactiveOneTimeCodeLoginService
 */
@FunctionalInterface
public interface ReactiveLoginRecipientResolver {

	/**
	 * Return the recipient of a user's codes.
	 * @param username the user name, as entered
	 * @return a verified phone number or email address, or empty if there is no such user
	 */
	Mono<String> resolveRecipient(String username);

}
