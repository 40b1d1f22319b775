package io.github.smsgist;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistValidationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.smsgist.MockSmsGist.MAX_ATTEMPTS;
import static io.github.smsgist.MockSmsGist.error;
import static io.github.smsgist.MockSmsGist.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Every error of the API and every way in which an answer can be broken, with each of the
 * five operations.
 */
class ErrorTableTests {

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@ParameterizedTest
	@MethodSource("rowsWithEveryCall")
	void everyAnswerHasItsExceptionItsOutcomeAndItsNumberOfAttempts(Row row, Calls call) {
		ResponseDefinitionBuilder answer = row.answer().apply(call);
		smsGist.answer(answer);
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> call.with(smsGist.templates().buildReactive()).block());
		assertThat(failure).isExactlyInstanceOf(row.exception());
		assertThat(failure.getHttpStatus()).isEqualTo(answer.build().getStatus());
		assertThat(failure.getOutcome()).isEqualTo(row.outcome());
		assertThat(failure.isOutcomeUnknown()).isEqualTo(row.outcome() == Outcome.UNKNOWN);
		assertThat(failure.getOperation()).isEqualTo(call.operation);
		assertThat(failure.isRetryable()).isEqualTo(row.repetition().attempts(call) > 1);
		List<LoggedRequest> requests = smsGist.requests();
		assertThat(requests).hasSize(row.repetition().attempts(call));
		assertThat(failure.getAttempts()).isEqualTo(requests.size());
		if (call.isKeyed()) {
			assertThat(failure.getIdempotencyKey()).isNotBlank();
			assertThat(requests).allSatisfy((request) -> assertThat(request.header("X-Idempotency-Key").values())
				.containsExactly(failure.getIdempotencyKey()));
		}
		else {
			assertThat(failure.getIdempotencyKey()).isNull();
			assertThat(requests).noneMatch((request) -> request.containsHeader("X-Idempotency-Key"));
		}
		if (row.talks()) {
			assertThat(failure.getServiceMessage()).startsWith("Blocked").hasSizeLessThanOrEqualTo(301);
			assertThat(failure).hasMessageContaining("\"Blocked");
		}
		else {
			assertThat(failure.getServiceMessage()).isNull();
		}
		if (row.outcome() == Outcome.UNKNOWN && !call.operation.isRead()) {
			assertThat(failure).hasMessageContaining("may have been sent");
		}
		else {
			assertThat(failure.getMessage()).doesNotContain("may have been sent");
		}
		Privacy.assertNothingPrivateIn(failure);
	}

	@ParameterizedTest
	@EnumSource
	void aConflictIsRetriedOnlyWithAKey(Calls call) {
		smsGist.answer(indiscreet(409).apply(call));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> call.with(smsGist.templates().build()));
		assertThat(failure).isExactlyInstanceOf(SmsGistResponseException.class);
		assertThat(failure.getOutcome()).isEqualTo(call.isKeyed() ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED);
		assertThat(failure.isRetryable()).isEqualTo(call.isKeyed());
		assertThat(failure)
			.hasMessageContaining(call.isKeyed() ? "is still in progress" : "not one that the API documents");
		assertThat(smsGist.requests()).hasSize(call.isKeyed() ? MAX_ATTEMPTS : 1);
	}

	@ParameterizedTest
	@EnumSource
	void aProxyThatAsksForCredentialsIsNamed(Calls call) {
		smsGist.answer(indiscreet(407).apply(call));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> call.with(smsGist.templates().build()));
		assertThat(failure).hasMessageContaining("a proxy asks for credentials");
	}

	@ParameterizedTest
	@EnumSource
	void theBlockingTemplateFailsAlike(Calls call) {
		smsGist.answer(indiscreet(503).apply(call));
		SmsGistServerException failure = catchThrowableOfType(SmsGistServerException.class,
				() -> call.with(smsGist.templates().build()));
		assertThat(failure.getOperation()).isEqualTo(call.operation);
		assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(smsGist.requests()).hasSize(Repetition.UNLESS_UNKEYED.attempts(call));
		if (call.isKeyed()) {
			assertThat(failure.getIdempotencyKey()).isEqualTo(smsGist.requests().get(0).getHeader("X-Idempotency-Key"));
		}
		assertThat(failure.getSuppressed()).anySatisfy((caller) -> assertThat(caller.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(ErrorTableTests.class.getName())));
		Privacy.assertNothingPrivateIn(failure);
	}

	static Stream<Arguments> rowsWithEveryCall() {
		return rows().stream()
			.flatMap((row) -> Stream.of(Calls.values())
				.filter((call) -> !(row.name().contains("without an id") && call == Calls.GET_CREDIT_BALANCE))
				.map((call) -> Arguments.of(row, call)));
	}

	private static List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		addDocumentedErrors(rows);
		addErrorsWithBrokenBodies(rows);
		addSuccessesWithBrokenBodies(rows);
		addUndocumentedStatuses(rows);
		return rows;
	}

	private static void addDocumentedErrors(List<Row> rows) {
		rows.add(refused(400, SmsGistBadRequestException.class, Repetition.NEVER));
		rows.add(refused(401, SmsGistAuthenticationException.class, Repetition.NEVER));
		rows.add(refused(402, SmsGistInsufficientCreditsException.class, Repetition.NEVER));
		rows.add(refused(404, SmsGistNotFoundException.class, Repetition.NEVER));
		rows.add(refused(422, SmsGistValidationException.class, Repetition.NEVER));
		rows.add(refused(429, SmsGistRateLimitException.class, Repetition.ALWAYS));
		for (int status : new int[] { 500, 501, 502, 503, 504, 520, 599 }) {
			rows.add(new Row("error " + status, indiscreet(status), SmsGistServerException.class, Outcome.UNKNOWN,
					Repetition.UNLESS_UNKEYED, true));
		}
	}

	private static Row refused(int status, Class<? extends SmsGistException> exception, Repetition repetition) {
		return new Row("error " + status, indiscreet(status), exception, Outcome.NOT_PROCESSED, repetition, true);
	}

	/**
	 * The status alone decides.
	 */
	private static void addErrorsWithBrokenBodies(List<Row> rows) {
		addSilent(rows, "empty", json(402, ""));
		addSilent(rows, "HTML", json(402, "<html>Payment Required</html>").withHeader("Content-Type", "text/html"));
		addSilent(rows, "junk", json(402, "}{"));
		addSilent(rows, "half of one", json(402, "{\"status\":\"error\",\"message\":\"No cre"));
		addSilent(rows, "without words", json(402, "{\"error\":{\"code\":402}}"));
		addTalking(rows, "with an object for a message", "{\"message\":{\"text\":\"Blocked\"}}");
		addTalking(rows, "with a list for a message", "{\"message\":[\"Blocked\",\"for good\"]}");
		addTalking(rows, "with an error", "{\"error\":\"Blocked\"}");
		addTalking(rows, "with an error that is an object", "{\"error\":{\"code\":7,\"message\":\"Blocked\"}}");
		addTalking(rows, "with errors", "{\"message\":\"\",\"errors\":{\"message\":[\"Blocked\"]}}");
		addTalking(rows, "that is a list", "[{\"message\":\"Blocked\"}]");
		addTalking(rows, "that is a text", "\"Blocked\"");
		addTalking(rows, "with a reason in its data", "{\"status\":\"error\",\"data\":{\"reason\":\"Blocked\"}}");
		addTalking(rows, "as in RFC 6749", "{\"error\":\"invalid\",\"error_description\":\"Blocked\"}");
		addTalking(rows, "with a number that is none", "{\"cost\":NaN,\"message\":\"Blocked\"}");
		addTalking(rows, "as in RFC 9457", "{\"type\":\"about:blank\",\"title\":\"No\",\"detail\":\"Blocked\"}");
		rows.add(new Row("error 402, its body plain text",
				(call) -> json(402, "Blocked by a proxy").withHeader("Content-Type", "text/plain; charset=utf-8"),
				SmsGistInsufficientCreditsException.class, Outcome.NOT_PROCESSED, Repetition.NEVER, true));
		addSilent(rows, "null", json(402, "null"));
		addSilent(rows, "of a type that is none",
				WireMock.aResponse().withStatus(402).withHeader("Content-Type", "junk").withBody("No credits"));
		rows.add(new Row("a gateway's 502", (call) -> json(502, "<html>Bad Gateway</html>"),
				SmsGistServerException.class, Outcome.UNKNOWN, Repetition.UNLESS_UNKEYED, false));
		rows.add(new Row("a gateway's 429", (call) -> json(429, "slow down"), SmsGistRateLimitException.class,
				Outcome.NOT_PROCESSED, Repetition.ALWAYS, false));
	}

	private static void addTalking(List<Row> rows, String name, String body) {
		rows.add(new Row("error 402, its body " + name, (call) -> json(402, body),
				SmsGistInsufficientCreditsException.class, Outcome.NOT_PROCESSED, Repetition.NEVER, true));
	}

	private static void addSilent(List<Row> rows, String name, ResponseDefinitionBuilder answer) {
		rows.add(new Row("error 402, its body " + name, (call) -> answer, SmsGistInsufficientCreditsException.class,
				Outcome.NOT_PROCESSED, Repetition.NEVER, false));
	}

	private static void addSuccessesWithBrokenBodies(List<Row> rows) {
		addGarbled(rows, "empty", json(201, ""));
		addGarbled(rows, "without content", WireMock.noContent());
		addGarbled(rows, "HTML", json(200, "<html><body>Welcome to our hotel's Wi-Fi</body></html>"));
		addGarbled(rows, "HTML that says so",
				json(200, "<html></html>").withHeader("Content-Type", "text/html; charset=utf-8"));
		addGarbled(rows, "junk", json(201, "\u0001\u0002}}}"));
		addGarbled(rows, "no UTF-8",
				WireMock.aResponse().withStatus(201).withBody(new byte[] { '{', '"', (byte) 0xff, (byte) 0xfe, '"' }));
		addGarbled(rows, "of a type that is none",
				WireMock.aResponse().withStatus(200).withHeader("Content-Type", "junk").withBody("junk"));
		addGarbled(rows, "null", json(201, "null"));
		addGarbled(rows, "an array", json(201, "[]"));
		addGarbled(rows, "a text", json(201, "\"success\""));
		addGarbled(rows, "an empty object", json(201, "{}"));
		addGarbled(rows, "without data", json(201, "{\"status\":\"success\",\"message\":\"OK\"}"));
		addGarbled(rows, "with null data", json(201, "{\"status\":\"success\",\"message\":\"OK\",\"data\":null}"));
		addGarbled(rows, "with a text for data", json(201, "{\"status\":\"success\",\"data\":\"OK\"}"));
		addGarbled(rows, "with an array for data", json(201, "{\"status\":\"success\",\"data\":[]}"));
		addGarbled(rows, "without an id", json(201, "{\"status\":\"success\",\"data\":{\"status\":\"queued\"}}"));
		addGarbled(rows, "with wrong types",
				json(201, "{\"status\":\"success\",\"data\":{\"message_id\":{},\"balance\":{}}}"));
		addGarbled(rows, "with words for numbers",
				json(201, "{\"status\":\"success\",\"data\":{\"message_id\":[1],\"balance\":\"much\"}}"));
		addGarbled(rows, "half of one",
				json(201, "{\"status\":\"success\",\"message\":\"OK\",\"data\":{\"message_id\":\"m-1\",\"balance\":1"));
		addGarbled(rows, "one and a half", json(201,
				"{\"status\":\"success\",\"data\":{\"message_id\":\"m-1\",\"balance\":1}}{\"status\":\"succ"));
		addGarbled(rows, "without a status", json(201, "{\"data\":{\"message_id\":\"m-1\"}}"));
		rows.add(new Row("an error under 200", indiscreet(200), SmsGistResponseException.class, Outcome.UNKNOWN,
				Repetition.NEVER, true));
		rows.add(new Row("an error under 201", indiscreet(201), SmsGistResponseException.class, Outcome.UNKNOWN,
				Repetition.NEVER, true));
	}

	private static void addGarbled(List<Row> rows, String name, ResponseDefinitionBuilder answer) {
		rows.add(new Row("a success " + name, (call) -> answer, SmsGistResponseException.class, Outcome.UNKNOWN,
				Repetition.UNLESS_UNKEYED, false));
	}

	private static void addUndocumentedStatuses(List<Row> rows) {
		for (int status : new int[] { 300, 302, 303, 304, 406, 418, 423, 424, 499 }) {
			addUndocumented(rows, status, Outcome.UNKNOWN, Repetition.NEVER);
		}
		for (int status : new int[] { 301, 307, 308, 403, 405, 407, 410, 411, 413, 414, 415, 417, 421, 426, 428, 431,
				451 }) {
			addUndocumented(rows, status, Outcome.NOT_PROCESSED, Repetition.NEVER);
		}
		addUndocumented(rows, 408, Outcome.UNKNOWN, Repetition.UNLESS_UNKEYED);
		addUndocumented(rows, 425, Outcome.NOT_PROCESSED, Repetition.ALWAYS);
	}

	private static void addUndocumented(List<Row> rows, int status, Outcome outcome, Repetition repetition) {
		boolean body = status != 304;
		rows.add(new Row("status " + status,
				body ? indiscreet(status) : (call) -> WireMock.aResponse().withStatus(status),
				SmsGistResponseException.class, outcome, repetition, body));
	}

	private static Function<Calls, ResponseDefinitionBuilder> indiscreet(int status) {
		return (call) -> error(status, Privacy.indiscreetMessage(call));
	}

	/**
	 * One row of the table.
	 *
	 * @param name its name
	 * @param answer what the service answers
	 * @param exception what that becomes
	 * @param outcome what is certain
	 * @param repetition whether the request is repeated
	 * @param talks whether the answer has a message, which is indiscreet
	 */
	record Row(String name, Function<Calls, ResponseDefinitionBuilder> answer,
			Class<? extends SmsGistException> exception, Outcome outcome, Repetition repetition, boolean talks) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	enum Repetition {

		ALWAYS, UNLESS_UNKEYED, NEVER;

		int attempts(Calls call) {
			boolean repeated = switch (this) {
				case ALWAYS -> true;
				case UNLESS_UNKEYED -> call != Calls.RETRY_MESSAGE;
				case NEVER -> false;
			};
			return repeated ? MAX_ATTEMPTS : 1;
		}

	}

}
