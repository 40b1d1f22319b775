package io.github.smsgist.error;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.stream.Stream;

import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException.ServiceAnswer;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SmsGistException}: whoever reads its message knows what happened and
 * what to do.
 */
class SmsGistExceptionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SEND_SMS           | k | NOT_PROCESSED | Nothing was sent.
			SEND_EMAIL         | k | NOT_PROCESSED | Nothing was sent.
			RETRY_MESSAGE      |   | NOT_PROCESSED | Nothing was sent.
			SEND_SMS           | k | UNKNOWN       | try again with the same idempotency key
			SEND_EMAIL         | k | UNKNOWN       | try again with the same idempotency key
			RETRY_MESSAGE      |   | UNKNOWN       | look it up before you try again
			""")
	void theMessageSaysWhatIsCertain(Operation operation, @Nullable String key, Outcome outcome, String consequence) {
		SmsGistException failure = new SmsGistServerException(new FailedCall(operation, key, 2, outcome),
				new ServiceAnswer(500, "Oops", null));
		assertThat(failure).hasMessageStartingWith("SMSGist failed to " + operation.phrase())
			.hasMessageContaining("(500: \"Oops\")")
			.hasMessageContaining(consequence)
			.hasMessageContaining("This is usually temporary.")
			// A stored error comes back for as long as the key is remembered.
			.hasMessageContaining("SMSGist may have stored it");
	}

	@Test
	void aReadThatFailsHasSentNothingAnyway() {
		for (Outcome outcome : Outcome.values()) {
			SmsGistException failure = new SmsGistServerException(
					new FailedCall(Operation.GET_CREDIT_BALANCE, null, 2, outcome), new ServiceAnswer(500, null, null));
			assertThat(failure.getMessage()).doesNotContain("sent", "stored").contains("(500)");
		}
	}

	@Test
	void theMessageOfA401TellsANewcomerAboutTheTokenFormat() {
		assertThat(new SmsGistAuthenticationException(call(Operation.SEND_SMS), answer(401)))
			.hasMessageContainingAll("client id", "client secret", "app secret key", "Token format");
	}

	@Test
	void theMessageOfA401AfterAnAcceptedTokenSaysThatItHasExpired() {
		assertThat(SmsGistAuthenticationException.tokenExpired(call(Operation.SEND_SMS), answer(401)))
			.hasMessageContaining("so it has expired")
			.hasMessageNotContaining("format");
	}

	@Test
	void theMessageOfA429SaysHowLongToWait() {
		SmsGistRateLimitException failure = new SmsGistRateLimitException(call(Operation.SEND_SMS),
				new ServiceAnswer(429, null, Duration.ofMillis(1500)));
		assertThat(failure).hasMessageContaining("asked to wait 1500 ms");
		assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofMillis(1500));
		assertThat(new SmsGistRateLimitException(call(Operation.SEND_SMS),
				new ServiceAnswer(429, null, Duration.ofSeconds(30))))
			.hasMessageContaining("asked to wait 30 s");
		assertThat(new SmsGistRateLimitException(call(Operation.SEND_SMS), answer(429)).getMessage())
			.doesNotContain("asked to wait");
	}

	@Test
	void theMessageOfACallThatWasHeldBackSaysSo() {
		SmsGistServerException before = new SmsGistServerException(call(Operation.SEND_SMS), answer(500));
		SmsGistRateLimitException failure = new SmsGistRateLimitException(call(Operation.SEND_SMS),
				Duration.ofSeconds(7), "the pause is too long", before);
		assertThat(failure).hasMessageContaining("was not made because the pause is too long.").hasCause(before);
		assertThat(failure.getRetryAfter()).hasSeconds(7);
		assertThat(failure.getHttpStatus()).isNull();
	}

	@ParameterizedTest
	@MethodSource("everyKind")
	void everyKindSaysWhatItKnowsAndWhatToDo(SmsGistException failure, @Nullable Integer status) {
		assertThat(failure.getMessage()).contains("send the SMS").contains("Nothing was sent. ").endsWith(".");
		assertThat(failure.getHttpStatus()).isEqualTo(status);
		assertThat(failure.getServiceMessage()).isNull();
		assertThat(failure.getOperation()).isEqualTo(Operation.SEND_SMS);
		assertThat(failure.getIdempotencyKey()).isEqualTo("k");
		assertThat(failure.getAttempts()).isEqualTo(1);
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure.isOutcomeUnknown()).isFalse();
	}

	static Stream<Arguments> everyKind() {
		FailedCall call = call(Operation.SEND_SMS);
		return Stream.of(Arguments.of(new SmsGistBadRequestException(call, answer(400)), 400),
				Arguments.of(new SmsGistAuthenticationException(call, answer(401)), 401),
				Arguments.of(new SmsGistInsufficientCreditsException(call, answer(402)), 402),
				Arguments.of(new SmsGistNotFoundException(call, answer(404)), 404),
				Arguments.of(new SmsGistValidationException(call, answer(422)), 422),
				Arguments.of(new SmsGistRateLimitException(call, answer(429)), 429),
				Arguments.of(new SmsGistServerException(call, answer(503)), 503),
				Arguments.of(SmsGistResponseException.temporary(call, answer(200), "it is empty"), 200),
				Arguments.of(new SmsGistTransportException(call, "it cannot be reached", null), null));
	}

	@ParameterizedTest
	@CsvSource({ "SEND_SMS,k,UNKNOWN,true", "SEND_SMS,,UNKNOWN,false", "RETRY_MESSAGE,,UNKNOWN,false",
			"RETRY_MESSAGE,,NOT_PROCESSED,true", "GET_MESSAGE_STATUS,,UNKNOWN,true",
			"GET_CREDIT_BALANCE,,UNKNOWN,true" })
	void whatMayBeRepeated(Operation operation, @Nullable String key, Outcome outcome, boolean repeatable) {
		assertThat(new FailedCall(operation, key, 1, outcome).isRetryable()).isEqualTo(repeatable);
	}

	@ParameterizedTest
	@MethodSource("everyKind")
	void everyKindIsSerializable(SmsGistException failure, @Nullable Integer status) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(failure);
		}
		SmsGistException copy = (SmsGistException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
			.readObject();
		assertThat(copy).hasMessage(failure.getMessage());
		assertThat(copy.getCall()).isEqualTo(failure.getCall());
		assertThat(copy.getHttpStatus()).isEqualTo(status);
		assertThat(copy.isRetryable()).isEqualTo(failure.isRetryable());
	}

	private static FailedCall call(Operation operation) {
		return new FailedCall(operation, "k", 1, Outcome.NOT_PROCESSED);
	}

	private static ServiceAnswer answer(int status) {
		return new ServiceAnswer(status, null, null);
	}

}
