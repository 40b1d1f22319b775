package io.github.smsgist.internal.resilience;

import java.util.Set;

import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;

/**
 * Decides which failures are retried. The table:
 * <table>
 * <caption>Failure, certainty and retry</caption>
 * <tr>
 * <th>failure</th>
 * <th>outcome</th>
 * <th>retried</th>
 * </tr>
 * <tr>
 * <td>429</td>
 * <td>not processed</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>never reached the service</td>
 * <td>not processed</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>5xx, timeout, connection lost, garbled answer, 408, 409 (the first request is still
 * in progress) and 425</td>
 * <td>unknown</td>
 * <td>reads, and sends, which have a key</td>
 * </tr>
 * <tr>
 * <td>401 with a token that was accepted before</td>
 * <td>not processed</td>
 * <td>once, with a new token</td>
 * </tr>
 * <tr>
 * <td>400, any other 401, 402, 404, 422, anything else</td>
 * <td>-</td>
 * <td>never</td>
 * </tr>
 * </table>
 * Once an attempt has an unknown outcome the whole call has, so {@code retryMessage},
 * which has no key, ends there.
 */
final class RetryRules {

	private static final Set<Integer> PASSING_STATUSES = Set.of(408, 409, 425);

	private RetryRules() {
	}

	static boolean isRetried(Throwable failure) {
		return failure instanceof SmsGistException exception && isPassing(exception)
				&& exception.getCall().isRepeatable();
	}

	/**
	 * Whether the failure says something about the moment and not about the request.
	 */
	private static boolean isPassing(SmsGistException failure) {
		return failure instanceof SmsGistRateLimitException || failure instanceof SmsGistServerException
				|| failure instanceof SmsGistTransportException
				|| (failure instanceof SmsGistAuthenticationException refused && refused.isTokenExpired())
				|| (failure instanceof SmsGistResponseException response && isPassing(response));
	}

	private static boolean isPassing(SmsGistResponseException failure) {
		Integer status = failure.getHttpStatus();
		return failure.isGarbled() || (status != null && PASSING_STATUSES.contains(status));
	}

}
