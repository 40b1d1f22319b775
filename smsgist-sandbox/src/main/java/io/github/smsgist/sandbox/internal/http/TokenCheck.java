package io.github.smsgist.sandbox.internal.http;

/**
 * Tells whether a bearer token is the client secret in its encrypted form.
 */
@FunctionalInterface
public interface TokenCheck {

	boolean accepts(String token);

}
