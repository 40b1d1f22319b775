package io.github.smsgist.internal.http;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.token.TokenEncryptor;
import org.jspecify.annotations.Nullable;

/**
 * Bearer token of a connection, created on first use and again when it has expired.
 * Thread-safe.
 */
final class BearerToken {

	private final TokenEncryptor encryptor;

	private final SmsGistConnection connection;

	private volatile @Nullable Value current;

	BearerToken(TokenEncryptor encryptor, SmsGistConnection connection) {
		this.encryptor = encryptor;
		this.connection = connection;
	}

	Value get() {
		Value value = this.current;
		if (value != null) {
			return value;
		}
		return this.encryptor.isReusable() ? makeOnce() : make();
	}

	private synchronized Value makeOnce() {
		Value value = this.current;
		if (value == null) {
			value = make();
			this.current = value;
		}
		return value;
	}

	private Value make() {
		return new Value(this.encryptor.encrypt(this.connection.clientSecret(), this.connection.appSecretKey()));
	}

	/**
	 * Discard a refused token if it was accepted before. A token that was never accepted
	 * is wrong rather than expired, and a new one would be wrong, too.
	 * @return whether a new token may be accepted
	 */
	synchronized boolean expire(Value refused) {
		if (this.current == refused && refused.accepted) {
			this.current = null;
		}
		return refused.accepted;
	}

	static final class Value {

		private final String text;

		private final String header;

		private volatile boolean accepted;

		private Value(String text) {
			this.text = text;
			this.header = "Bearer " + text;
		}

		String text() {
			return this.text;
		}

		String header() {
			return this.header;
		}

		void accepted() {
			if (!this.accepted) {
				this.accepted = true;
			}
		}

	}

}
