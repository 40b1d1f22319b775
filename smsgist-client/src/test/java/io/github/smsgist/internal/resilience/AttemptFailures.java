package io.github.smsgist.internal.resilience;

import java.time.Duration;

import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException.ServiceAnswer;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the failures of attempts.
 */
final class AttemptFailures {

	private AttemptFailures() {
	}

	static ServiceAnswer answer(int status) {
		return new ServiceAnswer(status, null, null);
	}

	static SmsGistException refused(Attempt attempt) {
		return new SmsGistBadRequestException(attempt.failed(Outcome.NOT_PROCESSED), answer(400));
	}

	static SmsGistException serverError(Attempt attempt) {
		return new SmsGistServerException(attempt.failed(Outcome.UNKNOWN), answer(500));
	}

	static SmsGistException busy(Attempt attempt, Duration retryAfter) {
		return new SmsGistServerException(attempt.failed(Outcome.UNKNOWN), new ServiceAnswer(503, null, retryAfter));
	}

	static SmsGistException garbled(Attempt attempt) {
		return SmsGistResponseException.temporary(attempt.failed(Outcome.UNKNOWN), answer(201), "it is not JSON");
	}

	static SmsGistException connectionLost(Attempt attempt) {
		return new SmsGistTransportException(attempt.failed(Outcome.UNKNOWN), "the connection failed", null);
	}

	static SmsGistException refusedConnection(Attempt attempt) {
		return new SmsGistTransportException(attempt.failed(Outcome.NOT_PROCESSED), "it cannot be reached", null);
	}

	static SmsGistException tokenExpiredOnce(Attempt attempt) {
		FailedCall call = attempt.failed(Outcome.NOT_PROCESSED);
		return attempt.tokenRenewed() ? new SmsGistAuthenticationException(call, answer(401))
				: SmsGistAuthenticationException.tokenExpired(call, answer(401));
	}

	static SmsGistException tooMany(Attempt attempt, @Nullable Duration retryAfter) {
		return new SmsGistRateLimitException(attempt.failed(Outcome.NOT_PROCESSED),
				new ServiceAnswer(429, null, retryAfter));
	}

}
