package io.github.smsgist.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.github.smsgist.sandbox.SandboxCaller.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SandboxFaults}, over the wire.
 */
class SandboxFaultsTests {

	private static final Instant START = Instant.parse("2026-03-21T10:28:00.250Z");

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder().manualClock(START).start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void nextCallsGetTheFault() {
		this.sandbox.faults().next(2).tooManyRequests();
		List<Reply> replies = IntStream.range(0, 3).mapToObj((i) -> this.caller.sms("+233245972246", "Hi")).toList();
		assertThat(replies).extracting(Reply::status).containsExactly(429, 429, 201);
		assertThat(replies.get(0).headers().contains("Retry-After")).isFalse();
		assertThat(replies.get(0).body())
			.isEqualTo("{\"status\":\"error\",\"message\":\"Rate limit exceeded\",\"data\":null}");
		assertThat(this.sandbox.messageCount()).isOne();
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::fault).containsExactly("error", "error", null);
	}

	@Test
	void retryAfterIsInSeconds() {
		this.sandbox.faults().next(1).tooManyRequests(Duration.ofMillis(1500));
		assertThat(this.caller.balance().headers().get("Retry-After")).isEqualTo("2");
	}

	@Test
	void retryAfterIsADate() {
		Instant before = Instant.now();
		this.sandbox.faults().next(1).tooManyRequestsWithDate(Duration.ofSeconds(30));
		String header = this.caller.balance().headers().get("Retry-After");
		Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		assertThat(header).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
		assertThat(date).isBetween(before.plusSeconds(30), Instant.now().plusSeconds(31));
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504, 599, 418 })
	void errorIsAnsweredWithoutProcessing(int status) {
		this.sandbox.faults().next(1).error(status);
		Reply reply = this.caller.sms("+233245972246", "Hi", "key");
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.json().get("status").stringValue()).isEqualTo("error");
		assertThat(this.sandbox.messageCount()).isZero();
	}

	@Test
	void pageIsAnsweredWithoutProcessing() {
		this.sandbox.faults().next(1).html(502);
		Reply reply = this.caller.sms("+233245972246", "Hi");
		assertThat(reply.status()).isEqualTo(502);
		assertThat(reply.headers().get("Content-Type")).startsWith("text/html");
		assertThat(reply.body()).startsWith("<!DOCTYPE html>");
		assertThat(this.sandbox.messageCount()).isZero();
	}

	@Test
	void connectionIsResetBeforeProcessing() throws Exception {
		this.sandbox.faults().next(1).resetBeforeProcessing();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> rawSms("key")).withMessageContaining("reset");
		assertThat(this.sandbox.messageCount()).isZero();
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::status).containsExactly(0);
		assertThat(rawSms("key")).startsWith("HTTP/1.1 201 Created");
	}

	@Test
	void lostAnswerIsReplayedUnderItsKey() throws Exception {
		this.sandbox.faults().next(1).loseAnswer();
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> rawSms("key")).withMessageContaining("reset");
		String id = this.sandbox.lastSmsTo("+233245972246").messageId();
		assertThat(rawSms("key")).startsWith("HTTP/1.1 201 Created").contains(id);
		assertThat(this.sandbox.messageCount()).isOne();
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::fault).containsExactly("answer lost", null);
	}

	@Test
	void junkIsAnsweredAfterProcessing() {
		this.sandbox.faults().next(1).junk();
		Reply reply = this.caller.sms("+233245972246", "Hi");
		assertThat(reply.status()).isEqualTo(201);
		assertThat(catchThrowable(reply::json)).isNotNull();
		assertThat(this.sandbox.messageCount()).isOne();
	}

	@Test
	void halfAnAnswerEndsEarly() throws Exception {
		String whole = body(rawSms("key"));
		this.sandbox.faults().next(1).halfAnswer();
		String answer = rawSms("key");
		assertThat(answer).containsIgnoringCase("content-length: " + whole.length());
		assertThat(body(answer)).isEqualTo(whole.substring(0, whole.length() / 2));
		assertThat(this.sandbox.messageCount()).isOne();
	}

	@Test
	void drippingAnswerIsComplete() throws Exception {
		String whole = body(rawSms("key"));
		this.sandbox.faults().next(1).drip(Duration.ofMillis(5));
		assertThat(body(rawSms("key"))).isEqualTo(whole);
	}

	@Test
	void delaysAddUpAndCombineWithAFault() {
		this.sandbox.faults().next(1).delay(Duration.ofMillis(200));
		this.sandbox.faults().next(1).delay(Duration.ofMillis(200));
		this.sandbox.faults().next(1).error(503);
		long start = System.nanoTime();
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(503);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(350));
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void delayedCallIsProcessedImmediatelyAndDoesNotBlockClosing() {
		this.sandbox.faults().next(1).delay(Duration.ofHours(1));
		CompletableFuture<Reply> call = this.caller.smsLater("+233245972246", "Hi", null).toFuture();
		await().until(() -> this.sandbox.messageCount() == 1);
		assertThat(call).isNotDone();
		this.sandbox.close();
		assertThat(call).failsWithin(Duration.ofSeconds(20))
			// Not the caller's own timeout, which is none.
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void faultIsLimitedToItsOperations() {
		this.sandbox.faults().next(1).on(SandboxOperation.SEND_EMAIL, SandboxOperation.MESSAGE_STATUS).serverError();
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(201);
		assertThat(this.caller.status("x").status()).isEqualTo(500);
		assertThat(this.caller.email("a@b.co", "S", "B").status()).isEqualTo(201);
	}

	@Test
	void faultsAreInjectedInTheOrderTheyWereAdded() {
		this.sandbox.faults().next(1).error(503);
		this.sandbox.faults().next(2).tooManyRequests();
		assertThat(statuses(4)).containsExactly(503, 429, 429, 200);
	}

	@Test
	void seedDeterminesWhichCallsGetTheFault() {
		this.sandbox.faults().rate(0.5, 42).serverError();
		List<Integer> first = statuses(60);
		this.sandbox.faults().clear();
		assertThat(statuses(5)).containsOnly(200);
		this.sandbox.faults().rate(0.5, 42).serverError();
		assertThat(statuses(60)).isEqualTo(first);
		this.sandbox.faults().clear();
		this.sandbox.faults().rate(0.5, 43).serverError();
		assertThat(statuses(60)).isNotEqualTo(first);
		assertThat(first.stream().filter((status) -> status == 500).count()).isBetween(20L, 40L);
	}

	@Test
	void rateOfZeroAndOneAreExact() {
		this.sandbox.faults().rate(0, 1).serverError();
		assertThat(statuses(20)).containsOnly(200);
		this.sandbox.faults().clear();
		this.sandbox.faults().always().error(503);
		assertThat(statuses(20)).containsOnly(503);
	}

	@ParameterizedTest
	@EnumSource
	void limitRejectsFurtherRequests(RequestLimit kind) {
		this.sandbox.faults().limitPerSecondWithRetryAfter(1, kind);
		List<Reply> replies = IntStream.range(0, 20).mapToObj((i) -> this.caller.balance()).toList();
		assertThat(replies).extracting(Reply::status).contains(200, 429);
		assertThat(replies).filteredOn((reply) -> reply.status() == 429)
			.allMatch((reply) -> "1".equals(reply.headers().get("Retry-After")));
	}

	@Test
	void latencyDelaysAllAnswersUntilRemoved() {
		this.sandbox.faults().latency(Duration.ofSeconds(20));
		this.sandbox.faults().latency(Duration.ofMillis(300));
		assertThat(this.sandbox.faults().describeActive()).containsExactly("Every answer comes 300 ms later");
		for (int call = 0; call < 2; call++) {
			long startedAt = System.nanoTime();
			assertThat(this.caller.balance().status()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isGreaterThan(Duration.ofMillis(290));
		}
		this.sandbox.faults().latency(Duration.ZERO);
		assertThat(this.sandbox.faults().describeActive()).isEmpty();
		assertThat(this.sandbox.faults().inject(SandboxOperation.CREDIT_BALANCE)).isNull();
		this.sandbox.faults().latency(Duration.ofHours(1));
		this.sandbox.faults().clear();
		assertThat(this.sandbox.faults().inject(SandboxOperation.CREDIT_BALANCE)).isNull();
	}

	@Test
	void advancingTheClockCountsForTheLimit() {
		this.sandbox.faults().limitPerSecond(1);
		assertThat(statuses(10)).contains(429);
		this.sandbox.clock().advance(Duration.ofSeconds(2));
		assertThat(statuses(1)).containsExactly(200);
	}

	@Test
	void limitCountsInRealTimeWithAManualClock() {
		this.sandbox.faults().limitPerSecond(2);
		assertThat(statuses(20)).contains(429);
		await().until(() -> this.caller.balance().status() == 200);
		assertThat(this.sandbox.clock().now()).isEqualTo(START);
	}

	@Test
	void errorAfterProcessingIsFoundAgainByItsKey() {
		this.sandbox.faults().next(1).errorAfterProcessing(503);
		Reply reply = this.caller.sms("+233245972246", "Hi", "key");
		assertThat(reply.status()).isEqualTo(503);
		assertThat(reply.json().get("status").stringValue()).isEqualTo("error");
		String id = this.sandbox.lastSmsTo("+233245972246").messageId();
		assertThat(this.caller.sms("+233245972246", "Hi", "key").messageId()).isEqualTo(id);
		assertThat(this.sandbox.messageCount()).isOne();
	}

	@Test
	void planThatIsNotCompletedFailsAtTheNextUse() {
		this.sandbox.faults().next(1).on(SandboxOperation.SEND_SMS);
		assertThatIllegalStateException().isThrownBy(this.sandbox::messageCount)
			.withMessageContaining("and not completed")
			.withStackTraceContaining(getClass().getName());
		assertThat(this.sandbox.messageCount()).isZero();
		this.sandbox.webhooks().next(1);
		assertThatIllegalStateException().isThrownBy(this.sandbox::reset);
		this.sandbox.faults().always();
		assertThatIllegalStateException().isThrownBy(this.sandbox::faults);
		this.sandbox.faults().always().serverError();
		assertThat(statuses(1)).containsExactly(500);
	}

	@Test
	void invalidPlansAreRefused() {
		SandboxFaults faults = this.sandbox.faults();
		assertThatIllegalArgumentException().isThrownBy(() -> faults.next(0));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.rate(1.1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.rate(Double.NaN, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.limitPerSecond(0));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.latency(Duration.ofDays(2)));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.next(1).error(200));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.next(1).errorAfterProcessing(422));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.next(1).delay(Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> faults.next(1).drip(Duration.ofDays(2)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> faults.next(1).tooManyRequests(Duration.ofSeconds(Long.MAX_VALUE)));
		IntStream.range(0, 1000).forEach((i) -> faults.next(1).serverError());
		assertThatIllegalStateException().isThrownBy(() -> faults.next(1).serverError());
	}

	private List<Integer> statuses(int calls) {
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			statuses.add(this.caller.balance().status());
		}
		return statuses;
	}

	/**
	 * Send an SMS over a bare socket, so that no HTTP client hides anything.
	 * @return all that came back before the end of the connection
	 */
	private String rawSms(String key) throws IOException {
		String body = "{\"recipients\":\"+233245972246\",\"message\":\"Hi\"}";
		String request = "POST /api/sms/send HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Client-Id: sandbox-client\r\n"
				+ "Authorization: Bearer " + this.sandbox.newToken() + "\r\nX-Idempotency-Key: " + key
				+ "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
		try (Socket socket = new Socket("127.0.0.1", this.sandbox.port())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			InputStream input = socket.getInputStream();
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private String body(String answer) {
		return answer.substring(answer.indexOf("\r\n\r\n") + 4);
	}

}
