package io.github.smsgist.internal.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
 * Creates the exceptions of one attempt.
 */
final class Failures {

	/**
	 * Statuses that reject a request before it is processed.
	 */
	private static final Set<Integer> NOT_PROCESSED = Set.of(301, 307, 308, 403, 405, 407, 410, 411, 413, 414, 415, 417,
			421, 425, 426, 428, 431, 451);

	private static final int REQUEST_TIMEOUT = 408;

	private static final int CONFLICT = 409;

	private static final int TOO_EARLY = 425;

	private final Attempt attempt;

	private final Endpoint endpoint;

	private final BearerToken.Value token;

	private final List<String> privateTexts;

	/**
	 * Create a new instance.
	 * @param attempt the attempt
	 * @param endpoint the endpoint
	 * @param token the token of the request
	 * @param privateTexts the texts of the request that must not appear in an exception
	 */
	Failures(Attempt attempt, Endpoint endpoint, BearerToken.Value token, List<String> privateTexts) {
		this.attempt = attempt;
		this.endpoint = endpoint;
		this.token = token;
		this.privateTexts = privateTexts;
	}

	/**
	 * Return the exception for a status that is not successful.
	 */
	SmsGistException refused(int status, HttpHeaders headers, byte[] body) {
		ServiceAnswer answer = new ServiceAnswer(status, message(headers, body),
				RetryAfter.read(headers, Instant.now()));
		FailedCall certain = this.attempt.failed(Outcome.NOT_PROCESSED);
		return switch (status) {
			case 400 -> new SmsGistBadRequestException(certain, answer);
			case 401 -> mayAcceptNewToken() ? SmsGistAuthenticationException.tokenExpired(certain, answer)
					: new SmsGistAuthenticationException(certain, answer);
			case 402 -> new SmsGistInsufficientCreditsException(certain, answer);
			case 404 -> new SmsGistNotFoundException(certain, answer);
			case 422 -> new SmsGistValidationException(certain, answer);
			case 429 -> new SmsGistRateLimitException(certain, answer);
			default -> (status >= 500) ? new SmsGistServerException(this.attempt.failed(Outcome.UNKNOWN), answer)
					: undocumented(answer);
		};
	}

	private boolean mayAcceptNewToken() {
		return this.endpoint.token.expire(this.token) && !this.attempt.tokenRenewed();
	}

	/**
	 * A conflict under a key means that the first request with the key is still in
	 * progress, so the message may be sent. Without a key there is no such request.
	 */
	private SmsGistException undocumented(ServiceAnswer answer) {
		int status = answer.httpStatus();
		boolean keyed = this.attempt.call().idempotencyKey() != null;
		boolean certain = NOT_PROCESSED.contains(status) || (status == CONFLICT && !keyed);
		boolean temporary = status == REQUEST_TIMEOUT || status == TOO_EARLY || (status == CONFLICT && keyed);
		FailedCall failed = this.attempt.failed(certain ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN);
		return temporary ? SmsGistResponseException.temporary(failed, answer, problem(status, keyed))
				: SmsGistResponseException.permanent(failed, answer, problem(status, keyed));
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
	 * Return the exception for a successful answer that cannot be read.
	 */
	SmsGistException unreadable(int status, String problem) {
		return SmsGistResponseException.temporary(this.attempt.failed(Outcome.UNKNOWN), ServiceAnswer.of(status),
				problem);
	}

	/**
	 * Return the exception for an error in the body of a successful answer.
	 */
	SmsGistException contradictory(int status, JsonObject envelope) {
		return SmsGistResponseException.permanent(this.attempt.failed(Outcome.UNKNOWN),
				new ServiceAnswer(status, messages().readable(ServiceMessage.in(envelope)), null),
				"the status says success and the body does not");
	}

	/**
	 * Return the exception for a request that could not be created. Its message only
	 * quotes exceptions of this library, because others may contain a secret.
	 */
	static SmsGistException unsent(Attempt attempt, String missing, RuntimeException failure) {
		String why = (failure instanceof InvalidConnectionException invalid)
				? "'%s': %s".formatted(invalid.getComponent(), invalid.getReason())
				: failure.getClass().getSimpleName();
		return new SmsGistTransportException(attempt.failed(Outcome.NOT_PROCESSED), "%s (%s)".formatted(missing, why),
				"Check the credentials, the token format and how the application has set up the HTTP client.", failure);
	}

	/**
	 * Return the exception for a request without an answer.
	 */
	SmsGistException unanswered(Throwable failure) {
		Throwable cause = rootCause(failure);
		String problem = PermanentErrors.describe(failure);
		if (problem != null) {
			return new SmsGistTransportException(this.attempt.failed(Outcome.NOT_PROCESSED), problem,
					"A retry does not help until this is corrected.", cause);
		}
		boolean connected = !isBeforeRequest(cause);
		return new SmsGistTransportException(this.attempt.failed(connected ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED),
				connected ? reason(cause) : "it cannot be reached (%s)".formatted(cause.getClass().getSimpleName()),
				cause);
	}

	private static String reason(Throwable cause) {
		String name = cause.getClass().getSimpleName();
		return isTimeout(cause) ? "it did not come in time (%s)".formatted(name)
				: "the connection failed (%s)".formatted(name);
	}

	/**
	 * Return whether the connection could not be established, so that no byte of the
	 * request reached the service. Exceptions of the HTTP client, which the application
	 * chooses, are recognized by name. Netty throws its annotated ones only while
	 * connecting.
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
		for (int i = 0; i < PermanentErrors.MAX_CAUSES && !isBeforeRequest(cause) && !isTimeout(cause); i++) {
			cause = (cause.getCause() != null) ? cause.getCause() : cause;
		}
		return cause;
	}

	private ServiceMessage messages() {
		return new ServiceMessage(this.privateTexts, this.endpoint.secrets(this.token));
	}

	private @Nullable String message(HttpHeaders headers, byte[] body) {
		try {
			return messages().readable(ServiceMessage.in(JsonObject.parse(body, "message")));
		}
		catch (MalformedJsonException ex) {
			// The status decides. The message is only for people.
			String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
			boolean plain = type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.TEXT_PLAIN_VALUE);
			return plain ? messages().readable(new String(body, StandardCharsets.UTF_8)) : null;
		}
	}

}
