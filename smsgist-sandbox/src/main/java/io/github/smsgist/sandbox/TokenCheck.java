package io.github.smsgist.sandbox;

/**
 * Tells whether a bearer token is the client secret in its encrypted form.
 */
@FunctionalInterface
interface TokenCheck {

	boolean accepts(String token);

}
