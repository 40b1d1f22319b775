package io.github.smsgist.sample;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A call to SMSGist as the console shows it, with each of its requests.
 *
 * @param id the call's number
 * @param version grows with every change
 * @param operation what SMSGist was asked to do, as an infinitive
 * @param idempotencyKey the key that every request carried
 * @param attempts the requests
 */
record ShownCall(long id, long version, String operation, @Nullable String idempotencyKey,
		List<ShownCall.Attempt> attempts) {

	/**
	 * One request.
	 *
	 * @param at when it was made
	 * @param millisSinceAnswer how long after the answer before it
	 * @param status the status answered
	 * @param retryAfter what {@code Retry-After} said
	 * @param noAnswer why there was no answer
	 */
	record Attempt(Instant at, @Nullable Long millisSinceAnswer, @Nullable Integer status, @Nullable String retryAfter,
			@Nullable String noAnswer) {

	}

}
