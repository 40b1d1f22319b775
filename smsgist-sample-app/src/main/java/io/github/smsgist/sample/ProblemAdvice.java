package io.github.smsgist.sample;

import java.time.Duration;
import java.util.Locale;

import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every failure with a problem detail (RFC 9457). The sentences are the
 * exceptions' own, which have no personal data in them.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(SmsGistException failure) {
		HttpStatus status = status(failure);
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failure.getMessage());
		problem.setTitle(title(failure));
		problem.setProperty("operation", word(failure.operation()));
		problem.setProperty("outcome", word(failure.outcome()));
		problem.setProperty("attempts", failure.attempts());
		if (failure.idempotencyKey() != null) {
			problem.setProperty("idempotencyKey", failure.idempotencyKey());
		}
		HttpHeaders headers = new HttpHeaders();
		Duration retryAfter = failure.retryAfter();
		if (retryAfter != null) {
			long seconds = retryAfter.plusMillis(999).toSeconds();
			problem.setProperty("retryAfter", seconds);
			headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		}
		return new ResponseEntity<>(problem, headers, status);
	}

	/**
	 * Bad input, which fails before anything is sent.
	 */
	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, failure.getMessage() + ".");
		problem.setTitle("Not a message that can be sent");
		return problem;
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException failure,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
				"The body of the request is not the JSON that is expected here.");
		problem.setTitle("Not readable");
		return handleExceptionInternal(failure, problem, headers, status, request);
	}

	/**
	 * What is wrong with the request is the caller's concern; what is wrong with this
	 * application's credentials, or with SMSGist, is a bad gateway to them.
	 */
	private static HttpStatus status(SmsGistException failure) {
		if (failure instanceof SmsGistBadRequestException) {
			return HttpStatus.BAD_REQUEST;
		}
		if (failure instanceof SmsGistInsufficientCreditsException) {
			return HttpStatus.PAYMENT_REQUIRED;
		}
		if (failure instanceof SmsGistNotFoundException) {
			return HttpStatus.NOT_FOUND;
		}
		if (failure instanceof SmsGistValidationException) {
			return HttpStatus.UNPROCESSABLE_CONTENT;
		}
		if (failure instanceof SmsGistRateLimitException) {
			return HttpStatus.TOO_MANY_REQUESTS;
		}
		return (failure instanceof SmsGistTransportException) ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY;
	}

	private static String title(SmsGistException failure) {
		if (failure instanceof SmsGistInsufficientCreditsException) {
			return "Not enough credits";
		}
		if (failure instanceof SmsGistNotFoundException) {
			return "No such message";
		}
		if (failure instanceof SmsGistBadRequestException || failure instanceof SmsGistValidationException) {
			return "Refused by SMSGist";
		}
		if (failure instanceof SmsGistRateLimitException) {
			return "Too many calls";
		}
		if (failure instanceof SmsGistAuthenticationException) {
			return "Credentials not accepted";
		}
		return (failure instanceof SmsGistTransportException) ? "No answer from SMSGist" : "SMSGist failed";
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
