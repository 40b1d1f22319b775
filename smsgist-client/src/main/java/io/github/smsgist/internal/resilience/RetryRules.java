package io.github.smsgist.internal.resilience;

import io.github.smsgist.error.SmsGistException;

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
 * <td>429, 425</td>
 * <td>not processed</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>never reached the service</td>
 * <td>not processed</td>
 * <td>always</td>
 * </tr>
 * <tr>
 * <td>5xx, 408, 409 with a key, timeout, connection lost, garbled answer</td>
 * <td>unknown</td>
 * <td>reads, and sends, which have a key</td>
 * </tr>
 * <tr>
 * <td>401 with a token that was accepted before</td>
 * <td>not processed</td>
 * <td>once, with a new token</td>
 * </tr>
 * <tr>
 * <td>400, any other 401, 402, 404, 422, anything else; a certificate or a proxy that
 * refuses</td>
 * <td>-</td>
 * <td>never</td>
 * </tr>
 * </table>
 * Once an attempt has an unknown outcome the whole call has, so {@code retryMessage},
 * which has no key, ends there.
 */
final class RetryRules {

	private RetryRules() {
	}

	static boolean isRetried(Throwable failure) {
		return failure instanceof SmsGistException exception && exception.isRetryable();
	}

}
