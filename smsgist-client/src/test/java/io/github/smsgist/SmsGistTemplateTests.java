package io.github.smsgist;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static io.github.smsgist.MockSmsGist.error;
import static io.github.smsgist.MockSmsGist.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link SmsGistTemplate} and {@link ReactiveSmsGistTemplate}: threads,
 * subscriptions and keys.
 */
class SmsGistTemplateTests {

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@ParameterizedTest
	@EnumSource
	void blockingAnEventLoopFailsWithTheWayOut(Calls call) {
		SmsGistTemplate template = smsGist.templates().build();
		StepVerifier.create(Mono.fromCallable(() -> call.with(template)).subscribeOn(Schedulers.parallel()))
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("ReactiveSmsGistOperations")
				.hasMessageContaining("parallel-"));
		assertThat(smsGist.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void anInterruptLeavesTheOutcomeUnknownAndTheThreadInterrupted(Calls call) {
		smsGist.answer(success(MockSmsGist.SENT).withFixedDelay(60_000));
		SmsGistTemplate template = smsGist.templates().build();
		AtomicBoolean interrupted = new AtomicBoolean();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				call.with(template);
				failure.complete(null);
			}
			catch (Throwable ex) {
				interrupted.set(Thread.currentThread().isInterrupted());
				failure.complete(ex);
			}
		});
		caller.start();
		Awaitility.await().until(() -> smsGist.requests().size() == 1);
		caller.interrupt();
		assertThat(failure.join()).isInstanceOfSatisfying(SmsGistTransportException.class, (exception) -> {
			assertThat(exception).hasMessageContaining("interrupted").hasCauseInstanceOf(InterruptedException.class);
			assertThat(exception.getOutcome()).isEqualTo(Outcome.UNKNOWN);
			assertThat(exception.getAttempts()).isEqualTo(1);
			assertThat(exception.getOperation()).isEqualTo(call.operation);
			assertThat(exception.getIdempotencyKey()).isEqualTo(smsGist.request().getHeader("X-Idempotency-Key"));
		});
		assertThat(interrupted).isTrue();
	}

	@Test
	void anInterruptBeforeTheFirstAttemptSendsNothing() {
		smsGist.answer(error(429, "Slow down").withHeader("Retry-After", "100"));
		AtomicBoolean paused = new AtomicBoolean();
		SmsGistTemplate template = smsGist.templates().listener(new CallListener() {
			@Override
			public void paused(ClientStatus client, Duration pause) {
				paused.set(true);
			}
		}).build();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread first = new Thread(() -> catchThrowable(() -> template.sendSms("0245972246", "Hello")));
		first.start();
		Awaitility.await().untilTrue(paused);
		Thread caller = new Thread(
				() -> failure.complete(catchThrowable(() -> template.sendSms("0245972246", "Hello", "order-78"))));
		caller.start();
		Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
		caller.interrupt();
		first.interrupt();
		assertThat(failure.join()).isInstanceOfSatisfying(SmsGistTransportException.class, (exception) -> {
			assertThat(exception.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(exception.getAttempts()).isZero();
			assertThat(exception.getIdempotencyKey()).isEqualTo("order-78");
		});
		assertThat(smsGist.requests()).hasSize(1);
	}

	@Test
	void eachSubscriptionHasAKeyOfItsOwnAndRepeatsUnderIt() {
		smsGist.answerInTurn(error(500, "Oops"), success(MockSmsGist.SENT), error(503, "Oops"),
				WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE), success(MockSmsGist.SENT));
		Mono<SendReceipt> send = smsGist.templates().buildReactive().sendSms("0245972246", "Hello");
		assertThat(smsGist.requests()).isEmpty();
		String first = send.map(SendReceipt::idempotencyKey).block();
		String second = send.map(SendReceipt::idempotencyKey).block();
		assertThat(first).isNotEqualTo(second);
		assertThat(smsGist.requests()).extracting((request) -> request.getHeader("X-Idempotency-Key"))
			.containsExactly(first, first, second, second, second);
	}

	@Test
	void aRetryOfTheCallersOwnIsANewCallWithANewKeyUnlessTheMessageHasOne() {
		smsGist.answerInTurn(error(422, "No"), success(MockSmsGist.SENT));
		SmsMessage message = SmsMessage.builder().to("0245972246").message("Hello").idempotencyKey("order-77").build();
		StepVerifier.create(smsGist.templates().buildReactive().sendSms(message).retry(1))
			.assertNext((receipt) -> assertThat(receipt.idempotencyKey()).isEqualTo("order-77"))
			.verifyComplete();
		assertThat(smsGist.requests()).extracting((request) -> request.getHeader("X-Idempotency-Key"))
			.containsExactly("order-77", "order-77");
	}

	@Test
	void keysDoNotRepeat() {
		smsGist.answer(success(MockSmsGist.SENT));
		ReactiveSmsGistTemplate template = smsGist.templates().buildReactive();
		Set<String> keys = ConcurrentHashMap.newKeySet();
		Flux.range(0, 100)
			.flatMap((i) -> template.sendSms("0245972246", "Hello"))
			.doOnNext((receipt) -> keys.add(receipt.idempotencyKey()))
			.blockLast();
		assertThat(keys).hasSize(100)
			.isEqualTo(smsGist.requests()
				.stream()
				.map((request) -> request.getHeader("X-Idempotency-Key"))
				.collect(Collectors.toSet()));
	}

	@Test
	void aCancelledCallLeavesTheConnectionToTheNext() {
		smsGist.answer(success(MockSmsGist.SENT).withFixedDelay(60_000));
		ReactiveSmsGistTemplate template = smsGist.templates().buildReactive();
		Disposable call = template.sendSms("0245972246", "Hello").subscribe();
		Awaitility.await().until(() -> smsGist.requests().size() == 1);
		call.dispose();
		smsGist.server().resetAll();
		smsGist.answer(success(MockSmsGist.SENT));
		assertThat(template.sendSms("0245972246", "Hello").block().messageId()).isEqualTo("m-1");
	}

	@Test
	void badInputFailsInTheMonoAndBeforeARequest() {
		ReactiveSmsGistTemplate template = smsGist.templates().buildReactive();
		StepVerifier.create(template.sendSms("nobody", ""))
			.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("is not a phone number")
				.hasMessageContaining("message is missing"));
		StepVerifier.create(template.sendSms("12345", "Hello")).verifyError(IllegalArgumentException.class);
		StepVerifier.create(template.getMessageStatus("..")).verifyError(IllegalArgumentException.class);
		assertThatIllegalArgumentException().isThrownBy(() -> smsGist.templates().build().sendSms("12345", "Hello"))
			.withMessageContaining("region GH");
		assertThat(smsGist.requests()).isEmpty();
	}

	@Test
	void nationalNumbersAreOfTheTemplatesRegion() {
		smsGist.answer(success(MockSmsGist.SENT));
		smsGist.templates().defaultRegion("NG").build().sendSms("08031234567", "Hello");
		assertThat(smsGist.request().getBodyAsString()).contains("\"+2348031234567\"");
		assertThatIllegalArgumentException().isThrownBy(() -> smsGist.templates().defaultRegion("gh").build())
			.withMessageContaining("default region 'gh'");
	}

	@Test
	void aFailureHasTheStackTracesOfBothThreads() {
		smsGist.answer(error(404, "No such message"));
		SmsGistTemplate template = smsGist.templates().build();
		Throwable failure = catchThrowable(() -> template.getMessageStatus("m-1"));
		assertThat(failure).isInstanceOf(SmsGistException.class);
		assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).contains("The caller of SmsGistTemplate");
	}

}
