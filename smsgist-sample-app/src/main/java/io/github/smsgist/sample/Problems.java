package io.github.smsgist.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Converts exceptions of the API to problem details (RFC 9457).
 */
@RestControllerAdvice(assignableTypes = OrderApi.class)
class Problems extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, failure.getMessage() + ".");
	}

}
