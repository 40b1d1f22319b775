package io.github.smsgist.internal.resilience;

import io.github.smsgist.error.SmsGistException;

/**
 * Decides which failures are retried.
 * <table>
 * <caption>Failure, certainty and retry</caption>
 * <tr>
 * <th>failure</th>
 * <th>outcome</th>
 * <th>retried</th>
 * </tr>
 * <tr>
 * <td>429, 425</td>
 * <td>not processed</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>no connection to the service</td>
 * <td>not processed</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>5xx, 408, 409 with a key, timeout, connection lost, unreadable answer</td>
 * <td>unknown</td>
 * <td>if it is a read or has a key</td>
 * </tr>
 * <tr>
 * <td>401 with a token that was accepted before</td>
 * <td>not processed</td>
 * <td>once, with a new token</td>
 * </tr>
 * <tr>
 * <td>400, other 401s, 402, 404, 422 and others; certificate and proxy errors</td>
 * <td>-</td>
 * <td>never</td>
 * </tr>
 * </table>
 * After an attempt with an unknown outcome, the outcome of the call is unknown.
 * {@code retryMessage}, which has no key, then fails.
 */
final class RetryRules {

	private RetryRules() {
	}

	static boolean isRetried(Throwable failure) {
		return failure instanceof SmsGistException exception && exception.isRetryable();
	}

}
