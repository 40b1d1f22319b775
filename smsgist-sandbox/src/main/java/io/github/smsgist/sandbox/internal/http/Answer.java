package io.github.smsgist.sandbox.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * Answer to a request.
 *
 * @param status the HTTP status
 * @param body the JSON envelope, in UTF-8
 * @param header the name of an additional header, or {@code null}
 * @param headerValue the value of the additional header, or {@code null}
 */
public record Answer(int status, byte[] body, @Nullable String header, @Nullable String headerValue) {

	public Answer(int status, byte[] body) {
		this(status, body, null, null);
	}

	public boolean isSuccess() {
		return this.status < 400;
	}

	public Answer with(String header, String headerValue) {
		return new Answer(this.status, this.body, header, headerValue);
	}

}
