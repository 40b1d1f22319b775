package io.github.smsgist.internal.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLHandshakeException;

import io.github.smsgist.client.SmsGistConnection.InvalidConnectionException;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException.ServiceAnswer;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.json.MalformedJsonException;
import io.github.smsgist.internal.resilience.Attempt;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Turns what went wrong with one request into the exception that says so.
 */
final class Failures {

	/**
	 * The request was refused as such, before anything was done about it.
	 */
	private static final Set<Integer> CERTAINLY_REFUSED = Set.of(301, 307, 308, 403, 405, 407, 410, 411, 413, 414, 415,
			417, 421, 425, 426, 428, 431, 451);

	private static final int REQUEST_TIMEOUT = 408;

	private static final int CONFLICT = 409;

	private static final int TOO_EARLY = 425;

	private final Attempt attempt;

	private final ServiceMessage messages;

	private final BooleanSupplier expireToken;

	/**
	 * Create the failures of one attempt.
	 * @param attempt the attempt
	 * @param messages reads the service's messages
	 * @param expireToken asked after a 401 whether another token may be accepted
	 */
	Failures(Attempt attempt, ServiceMessage messages, BooleanSupplier expireToken) {
		this.attempt = attempt;
		this.messages = messages;
		this.expireToken = expireToken;
	}

	/**
	 * The service answered, with a status that is not a success.
	 */
	SmsGistException refused(int status, HttpHeaders headers, byte[] body) {
		ServiceAnswer answer = new ServiceAnswer(status, message(headers, body),
				RetryAfter.read(headers, Instant.now()));
		FailedCall certain = this.attempt.failed(Outcome.NOT_PROCESSED);
		return switch (status) {
			case 400 -> new SmsGistBadRequestException(certain, answer);
			case 401 -> new SmsGistAuthenticationException(certain, answer, this.expireToken.getAsBoolean());
			case 402 -> new SmsGistInsufficientCreditsException(certain, answer);
			case 404 -> new SmsGistNotFoundException(certain, answer);
			case 422 -> new SmsGistValidationException(certain, answer);
			case 429 -> new SmsGistRateLimitException(certain, answer);
			default -> (status >= 500) ? new SmsGistServerException(this.attempt.failed(Outcome.UNKNOWN), answer)
					: undocumented(answer);
		};
	}

	/**
	 * A conflict under a key means that the first request under it is still in progress,
	 * so the message may well be sent. Without a key there is no such request.
	 */
	private SmsGistException undocumented(ServiceAnswer answer) {
		int status = answer.httpStatus();
		boolean keyed = this.attempt.call().idempotencyKey() != null;
		boolean certain = CERTAINLY_REFUSED.contains(status) || (status == CONFLICT && !keyed);
		boolean temporary = status == REQUEST_TIMEOUT || status == TOO_EARLY || (status == CONFLICT && keyed);
		return new SmsGistResponseException(this.attempt.failed(certain ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN),
				answer, problem(status, keyed), temporary);
	}

	private static String problem(int status, boolean keyed) {
		if (status == CONFLICT && keyed) {
			return "a request with the same idempotency key is still in progress";
		}
		if (status == 407) {
			return "a proxy asks for credentials";
		}
		return "its status is not one that the API documents";
	}

	/**
	 * The service answered with a success that cannot be read.
	 */
	SmsGistException garbled(int status, String problem) {
		return new SmsGistResponseException(this.attempt.failed(Outcome.UNKNOWN), ServiceAnswer.of(status), problem,
				true);
	}

	/**
	 * The service answered an error under a status that says success.
	 */
	SmsGistException contradictory(int status, JsonObject envelope) {
		return new SmsGistResponseException(this.attempt.failed(Outcome.UNKNOWN),
				new ServiceAnswer(status, this.messages.readable(ServiceMessage.in(envelope)), null),
				"the status says success and the body does not", false);
	}

	/**
	 * The request could not even be put together. What is thrown is shown where it is
	 * ours: the words of others may hold a secret.
	 */
	static SmsGistException unsent(Attempt attempt, String missing, RuntimeException failure) {
		String why = (failure instanceof InvalidConnectionException invalid)
				? "'%s': %s".formatted(invalid.getComponent(), invalid.getReason())
				: failure.getClass().getSimpleName();
		return new SmsGistTransportException(attempt.failed(Outcome.NOT_PROCESSED), "%s (%s)".formatted(missing, why),
				"Check the credentials, the token format and how the application has set up the HTTP client.", failure);
	}

	/**
	 * There was no answer.
	 */
	SmsGistException unanswered(Throwable failure) {
		Throwable cause = rootCause(failure);
		String obstacle = Obstacles.find(failure);
		if (obstacle != null) {
			return new SmsGistTransportException(this.attempt.failed(Outcome.NOT_PROCESSED), obstacle,
					"A retry does not help until this is corrected.", cause);
		}
		boolean reached = !isBeforeRequest(cause);
		return new SmsGistTransportException(this.attempt.failed(reached ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED),
				reached ? reason(cause) : "it cannot be reached (%s)".formatted(cause.getClass().getSimpleName()),
				cause);
	}

	private static String reason(Throwable cause) {
		String name = cause.getClass().getSimpleName();
		return isTimeout(cause) ? "it did not come in time (%s)".formatted(name)
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
		for (int i = 0; i < Obstacles.MOST_CAUSES && !isBeforeRequest(cause) && !isTimeout(cause); i++) {
			cause = (cause.getCause() != null) ? cause.getCause() : cause;
		}
		return cause;
	}

	private @Nullable String message(HttpHeaders headers, byte[] body) {
		try {
			return this.messages.readable(ServiceMessage.in(JsonObject.parse(body)));
		}
		catch (MalformedJsonException ex) {
			// The status alone decides; the message is a courtesy.
			String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
			boolean plain = type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.TEXT_PLAIN_VALUE);
			return plain ? this.messages.readable(new String(body, StandardCharsets.UTF_8)) : null;
		}
	}

}
