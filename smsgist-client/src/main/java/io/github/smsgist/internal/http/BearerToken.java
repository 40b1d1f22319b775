package io.github.smsgist.internal.http;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.token.TokenEncryptor;
import org.jspecify.annotations.Nullable;

/**
 * Bearer token of a connection, made when it is first needed and again when it has
 * expired. Thread-safe.
 */
final class BearerToken {

	private final TokenEncryptor encryptor;

	private final SmsGistConnection connection;

	private volatile @Nullable Value current;

	BearerToken(TokenEncryptor encryptor, SmsGistConnection connection) {
		this.encryptor = encryptor;
		this.connection = connection;
	}

	/**
	 * Return the token for one request.
	 */
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
	 * Have another token made for the next request if the refused one was accepted
	 * before. One that never was is not expired but wrong, and another would be too.
	 * @return whether another may be accepted
	 */
	synchronized boolean expire(Value refused) {
		if (this.current == refused && refused.accepted) {
			this.current = null;
		}
		return refused.accepted;
	}

	/**
	 * One token.
	 */
	static final class Value {

		private final String text;

		private volatile boolean accepted;

		private Value(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

		String header() {
			return "Bearer " + this.text;
		}

		void accepted() {
			if (!this.accepted) {
				this.accepted = true;
			}
		}

	}

}
