package io.github.smsgist;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SmsMessage;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.github.smsgist.MockSmsGist.error;
import static io.github.smsgist.MockSmsGist.success;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactiveSmsGistOperations#sendSms(org.reactivestreams.Publisher)}.
 */
class BulkSendTests {

	private static final int CONCURRENCY = 256;

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@Test
	void eachMessageHasAResultOfItsOwn() {
		smsGist.answer(success(MockSmsGist.SENT));
		stubFor("fault 422", error(422, "No"));
		stubFor("fault 500", error(500, "Oops"));
		List<SendResult<SmsMessage>> results = send(message("one").idempotencyKey("key-1"), message("fault 422"),
				SmsMessage.builder().to("12345").message("two").idempotencyKey("key-2"),
				message("fault 500").idempotencyKey("key-3"), message("three"));
		assertThat(result(results, "one")).isInstanceOfSatisfying(SendResult.Sent.class, (sent) -> {
			assertThat(key(sent)).isEqualTo("key-1");
			assertThat(sent.receipt().idempotencyKey()).isEqualTo("key-1");
			assertThat(sent.isSent()).isTrue();
			assertThat(sent.isOutcomeUnknown()).isFalse();
		});
		assertThat(result(results, "fault 422")).isInstanceOfSatisfying(SendResult.Failed.class, (failed) -> {
			assertThat(failed.failure()).isInstanceOf(SmsGistValidationException.class);
			assertThat(failed.isSent()).isFalse();
			assertThat(failed.isOutcomeUnknown()).isFalse();
		});
		assertThat(result(results, "two")).isInstanceOfSatisfying(SendResult.Failed.class, (failed) -> {
			assertThat(failed.failure()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("region GH");
			assertThat(key(failed)).isEqualTo("key-2");
			assertThat(failed.isOutcomeUnknown()).isFalse();
		});
		assertThat(result(results, "fault 500")).isInstanceOfSatisfying(SendResult.Failed.class, (failed) -> {
			assertThat(failed.failure()).isInstanceOfSatisfying(SmsGistServerException.class,
					(failure) -> assertThat(failure.getIdempotencyKey()).isEqualTo("key-3"));
			assertThat(failed.isOutcomeUnknown()).isTrue();
		});
		assertThat(result(results, "three").isSent()).isTrue();
		assertThat(smsGist.requests()).hasSize(3 + MockSmsGist.MAX_ATTEMPTS);
	}

	@Test
	void everyMessageGoesUnderTheKeyOfItsResult() {
		smsGist.answer(success(MockSmsGist.SENT));
		List<SendResult<SmsMessage>> results = smsGist.templates()
			.buildReactive()
			.sendSms(messages(300))
			.collectList()
			.block();
		Set<String> sent = results.stream()
			.map((result) -> result.message().message() + result.message().idempotencyKey())
			.collect(Collectors.toSet());
		Set<String> received = smsGist.requests()
			.stream()
			.map((request) -> request.getBodyAsString().replaceAll(".*\"message\":\"([^\"]*)\".*", "$1")
					+ request.getHeader("X-Idempotency-Key"))
			.collect(Collectors.toSet());
		assertThat(sent).hasSize(300).isEqualTo(received);
		assertThat(results).allMatch(SendResult::isSent);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 402 })
	void whatEveryLaterMessageWouldShareStopsTheRest(int status) {
		smsGist.answer(error(status, "No"));
		TestPublisher<SmsMessage> source = TestPublisher.create();
		StepVerifier.create(smsGist.templates().buildReactive().sendSms(source))
			.then(() -> source.next(message("one").build()))
			.assertNext((result) -> assertThat(result).isInstanceOfSatisfying(SendResult.Failed.class,
					(failed) -> assertThat(failed.failure()).isInstanceOfAny(SmsGistInsufficientCreditsException.class,
							SmsGistAuthenticationException.class)))
			.then(() -> source.next(message("two").idempotencyKey("key-2").build(), message("three").build()))
			.assertNext((result) -> assertThat(result).isInstanceOfSatisfying(SendResult.NotAttempted.class, (rest) -> {
				assertThat(key(rest)).isEqualTo("key-2");
				assertThat(rest.reason().getHttpStatus()).isEqualTo(status);
				assertThat(rest.isSent()).isFalse();
				assertThat(rest.isOutcomeUnknown()).isFalse();
			}))
			.assertNext((result) -> assertThat(result).isInstanceOfSatisfying(SendResult.NotAttempted.class,
					(rest) -> assertThat(key(rest)).hasSize(36)))
			.then(source::complete)
			.verifyComplete();
		assertThat(smsGist.requests()).hasSize(1);
	}

	@Test
	void theNextSubscriptionStartsAfresh() {
		smsGist.answerInTurn(error(402, "No credits"), success(MockSmsGist.SENT));
		Flux<SendResult<SmsMessage>> send = smsGist.templates()
			.buildReactive()
			.sendSms(Flux.just(message("one").build()));
		StepVerifier.create(send).expectNextMatches((result) -> !result.isSent()).verifyComplete();
		StepVerifier.create(send).expectNextMatches(SendResult::isSent).verifyComplete();
	}

	@Test
	void theSourceIsAskedForNoMoreThanIsOnItsWay() {
		smsGist.answer(success(MockSmsGist.SENT));
		AtomicLong asked = new AtomicLong();
		AtomicLong taken = new AtomicLong();
		StepVerifier.create(smsGist.templates().buildReactive().sendSms(messages(600).doOnRequest(asked::addAndGet)), 0)
			.then(() -> assertThat(asked).hasValueLessThanOrEqualTo(CONCURRENCY))
			.thenRequest(100)
			.thenConsumeWhile((result) -> taken.incrementAndGet() < 100)
			.then(() -> assertThat(asked).hasValueLessThanOrEqualTo(100 + CONCURRENCY))
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((result) -> true)
			.verifyComplete();
		assertThat(smsGist.requests()).hasSize(600);
	}

	@Test
	void aSourceThatBreaksOffLosesNoResult() {
		smsGist.answer(success(MockSmsGist.SENT).withFixedDelay(300));
		Flux<SmsMessage> source = messages(20).concatWith(Flux.error(new IllegalStateException("The file is gone")));
		StepVerifier.create(smsGist.templates().buildReactive().sendSms(source))
			.expectNextCount(20)
			.verifyErrorMessage("The file is gone");
	}

	@Test
	void onlyCallsThatAreMadeAreObserved() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		smsGist.answer(error(402, "No credits"));
		List<SendResult<SmsMessage>> results = smsGist.templates()
			.observationRegistry(observations)
			.rateLimiter(RateLimiterSettings.smooth(200, Duration.ofSeconds(1), Duration.ofSeconds(1)).build())
			.build()
			.sendSms(messages(400).collectList().block());
		assertThat(results).hasSize(400).noneMatch(SendResult::isSent);
		int requests = smsGist.requests().size();
		assertThat(requests).isLessThan(400);
		assertThat(results).filteredOn(SendResult.Failed.class::isInstance).hasSize(requests);
		TestObservationRegistryAssert.assertThat(observations)
			.hasNumberOfObservationsWithNameEqualTo("smsgist.call", requests)
			.forAllObservationsWithNameEqualTo("smsgist.call",
					(observation) -> observation.hasLowCardinalityKeyValue("outcome", "not_processed"));
	}

	@Test
	void whenTimeRunsOutTheRestIsNotAttemptedAndTheSourceIsCanceled() {
		smsGist.answer(error(429, "Slow down").withHeader("Retry-After", "121"));
		AtomicLong taken = new AtomicLong();
		AtomicBoolean canceled = new AtomicBoolean();
		List<SendResult<SmsMessage>> results = smsGist.templates()
			.rateLimiter(RateLimiterSettings.smooth(50, Duration.ofSeconds(1), Duration.ofSeconds(1)).build())
			.buildReactive()
			.sendSms(messages(10_000).doOnNext((message) -> taken.incrementAndGet())
				.doOnCancel(() -> canceled.set(true)), Duration.ofMinutes(2))
			.collectList()
			.block(Duration.ofMinutes(1));
		assertThat(canceled).isTrue();
		assertThat(taken.get()).isLessThan(1_000);
		assertThat(results).as("of those that were taken").hasSize((int) taken.get());
		assertThat(results).filteredOn(SendResult.NotAttempted.class::isInstance)
			.hasSize(results.size() - smsGist.requests().size())
			.isNotEmpty();
	}

	@Test
	void aBlockingCallerHasOneResultForEachMessageInTheirOrder() {
		smsGist.answer(success(MockSmsGist.SENT));
		stubFor("text 7\"", error(422, "No"));
		List<SmsMessage> messages = messages(20).collectList().block();
		List<SendResult<SmsMessage>> results = smsGist.templates().build().sendSms(messages);
		assertThat(results).extracting((result) -> result.message().message())
			.isEqualTo(messages.stream().map(SmsMessage::message).toList());
		assertThat(results.get(7)).isInstanceOf(SendResult.Failed.class);
		assertThat(results).filteredOn(SendResult::isSent).hasSize(19);
		assertThat(smsGist.templates().build().sendSms(messages, Duration.ZERO)).hasSize(20)
			.allMatch(SendResult.NotAttempted.class::isInstance);
	}

	@Test
	void emailsAreSentAlike() {
		smsGist.answer(success(MockSmsGist.SENT));
		List<EmailMessage> emails = IntStream.range(0, 5)
			.mapToObj((i) -> EmailMessage.builder().to("ama@example.com").subject("Hello").body("Body " + i).build())
			.toList();
		assertThat(smsGist.templates().build().sendEmail(emails)).hasSize(5)
			.allMatch(SendResult::isSent)
			.extracting((result) -> result.message().body())
			.containsExactly("Body 0", "Body 1", "Body 2", "Body 3", "Body 4");
		assertThat(smsGist.requests()).allMatch((request) -> request.getUrl().equals("/api/email/send"));
	}

	@Test
	void noMessagesGiveNoResults() {
		StepVerifier.create(smsGist.templates().buildReactive().sendSms(Flux.empty())).verifyComplete();
	}

	@Test
	void toStringOfAResultShowsNothingPrivate() {
		smsGist.answer(success("{\"message_id\":\"m-1\",\"recipients\":[{\"recipient\":\"+233245972246\"}]}"));
		stubFor("481516", error(402, Privacy.indiscreetMessage(Calls.SEND_SMS)));
		TestPublisher<SmsMessage> source = TestPublisher.create();
		SmsMessage indiscreet = SmsMessage.builder().to(Calls.NUMBER).message(Calls.TEXT).build();
		StepVerifier.create(smsGist.templates().buildReactive().sendSms(source).map(Object::toString))
			.then(() -> source.next(message("one").build()))
			.assertNext(this::assertNothingPrivate)
			.then(() -> source.next(indiscreet))
			.assertNext(this::assertNothingPrivate)
			.then(() -> source.next(indiscreet))
			.assertNext(this::assertNothingPrivate)
			.then(source::complete)
			.verifyComplete();
	}

	private void assertNothingPrivate(String text) {
		assertThat(text).isNotEmpty().doesNotContain(Privacy.PRIVATE);
	}

	private static void stubFor(String text, ResponseDefinitionBuilder answer) {
		smsGist.server().stubFor(post(WireMock.anyUrl()).withRequestBody(containing(text)).willReturn(answer));
	}

	private static List<SendResult<SmsMessage>> send(SmsMessage.Builder... messages) {
		return smsGist.templates()
			.buildReactive()
			.sendSms(Flux.just(messages).map(SmsMessage.Builder::build))
			.collectList()
			.block();
	}

	private static SendResult<SmsMessage> result(List<SendResult<SmsMessage>> results, String text) {
		return results.stream().filter((result) -> result.message().message().equals(text)).findFirst().orElseThrow();
	}

	private static @Nullable String key(SendResult<?> result) {
		return ((SmsMessage) result.message()).idempotencyKey();
	}

	private static Flux<SmsMessage> messages(int count) {
		return Flux.fromStream(() -> IntStream.range(0, count).mapToObj((i) -> message("text " + i).build()));
	}

	private static SmsMessage.Builder message(String text) {
		return SmsMessage.builder().to("+233245972246").message(text);
	}

}
