package io.github.smsgist.sandbox.internal.http;

/**
 * Callback interface that checks a bearer token.
 */
@FunctionalInterface
public interface TokenCheck {

	boolean accepts(String token);

}
