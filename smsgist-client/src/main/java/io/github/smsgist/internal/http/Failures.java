package io.github.smsgist.internal.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLHandshakeException;

import io.github.smsgist.error.Outcome;
import io.github.smsgist.error.ServiceAnswer;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.internal.http.Json.Envelope;
import io.github.smsgist.internal.resilience.Attempt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.http.HttpHeaders;

/**
 * Turns what went wrong with one request into the exception that says so.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * The service answered, with a status that is not a success.
	 * @param expireToken asked after a 401 whether another token may be accepted
	 */
	static SmsGistException refused(Attempt attempt, Collection<String> privateTexts, BooleanSupplier expireToken,
			int status, HttpHeaders headers, byte[] body) {
		ServiceAnswer answer = new ServiceAnswer(status, message(body, privateTexts),
				RetryAfter.read(headers, Instant.now()));
		return switch (status) {
			case 400 -> new SmsGistBadRequestException(attempt.failed(Outcome.NOT_PROCESSED), answer);
			case 401 -> new SmsGistAuthenticationException(attempt.failed(Outcome.NOT_PROCESSED), answer,
					expireToken.getAsBoolean());
			case 402 -> new SmsGistInsufficientCreditsException(attempt.failed(Outcome.NOT_PROCESSED), answer);
			case 404 -> new SmsGistNotFoundException(attempt.failed(Outcome.NOT_PROCESSED), answer);
			case 422 -> new SmsGistValidationException(attempt.failed(Outcome.NOT_PROCESSED), answer);
			case 429 -> new SmsGistRateLimitException(attempt.failed(Outcome.NOT_PROCESSED), answer);
			default -> (status >= 500) ? new SmsGistServerException(attempt.failed(Outcome.UNKNOWN), answer)
					: new SmsGistResponseException(attempt.failed(Outcome.UNKNOWN), answer,
							"its status is none that the API documents", false);
		};
	}

	/**
	 * The service answered with a success that cannot be read.
	 */
	static SmsGistException garbled(Attempt attempt, int status, String problem) {
		return new SmsGistResponseException(attempt.failed(Outcome.UNKNOWN), new ServiceAnswer(status, null, null),
				problem, true);
	}

	/**
	 * The service answered an error under a status that says success.
	 */
	static SmsGistException contradictory(Attempt attempt, Collection<String> privateTexts, int status,
			Envelope<?> envelope) {
		return new SmsGistResponseException(attempt.failed(Outcome.UNKNOWN),
				new ServiceAnswer(status, ServiceMessage.readable(envelope.message(), privateTexts), null),
				"the status says success and the body does not", false);
	}

	/**
	 * The request could not even be put together.
	 */
	static SmsGistException unsent(Attempt attempt, RuntimeException failure) {
		return new SmsGistTransportException(attempt.failed(Outcome.NOT_PROCESSED),
				"the request could not be made (%s)".formatted(failure.getClass().getSimpleName()), failure);
	}

	/**
	 * There was no answer.
	 */
	static SmsGistException unanswered(Attempt attempt, Throwable failure) {
		Throwable cause = rootCause(failure);
		boolean reached = !isBeforeRequest(cause);
		return new SmsGistTransportException(attempt.failed(reached ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED),
				reached ? reason(cause) : "it cannot be reached (%s)".formatted(cause.getClass().getSimpleName()),
				cause);
	}

	private static String reason(Throwable cause) {
		String name = cause.getClass().getSimpleName();
		return isTimeout(cause) ? "it did not come in time (%s; see smsgist.http.read-timeout)".formatted(name)
				: "the connection failed (%s)".formatted(name);
	}

	/**
	 * Whether the failure is one of making the connection, so that no byte of the request
	 * can have reached the service. Some are known by name because they belong to the
	 * HTTP client, which the application chooses; Netty's annotated ones come from
	 * connecting only.
	 */
	private static boolean isBeforeRequest(Throwable cause) {
		return cause instanceof ConnectException || cause instanceof UnknownHostException
				|| cause instanceof NoRouteToHostException || cause instanceof UnresolvedAddressException
				|| cause instanceof SSLHandshakeException || isBeforeRequest(cause.getClass().getSimpleName());
	}

	private static boolean isBeforeRequest(String causeName) {
		return causeName.startsWith("PoolAcquire") || causeName.equals("PoolShutdownException")
				|| causeName.equals("HttpConnectTimeoutException") || causeName.equals("AnnotatedSocketException");
	}

	private static boolean isTimeout(Throwable cause) {
		return cause.getClass().getSimpleName().contains("Timeout");
	}

	private static Throwable rootCause(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && cause.getCause() != cause && !isBeforeRequest(cause) && !isTimeout(cause)) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static @Nullable String message(byte[] body, Collection<String> privateTexts) {
		try {
			Envelope<Object> envelope = Json.read(body, Object.class);
			return (envelope != null) ? ServiceMessage.readable(envelope.message(), privateTexts) : null;
		}
		catch (JacksonException ex) {
			// The status alone decides; the message is a courtesy.
			return null;
		}
	}

}
