package io.github.smsgist.docs.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.SmsGistWebClientBuilderCustomizer;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationListener;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.ContextView;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Thread locals of the caller, such as an entry of the MDC or a security context, and its
 * observation, to which a trace belongs, are seen by all that runs for its call, on
 * whatever thread: filters of the HTTP client, listeners, and what comes after the call.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "spring.reactor.context-propagation=auto", "smsgist.retry.initial-backoff=10ms" })
@AutoConfigureSmsGistSandbox
class ContextPropagationTests {

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private static final List<String> TENANTS = List.of("accra", "kumasi", "tamale", "tema");

	/**
	 * Places, whose calls they belong to, and the thread local that was seen there.
	 */
	private static final Queue<String> EACH = new ConcurrentLinkedQueue<>();

	private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

	@Autowired
	private SmsGistOperations smsGist;

	@Autowired
	private ReactiveSmsGistOperations reactiveSmsGist;

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private ObservationRegistry observationRegistry;

	@BeforeAll
	static void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT::get, TENANT::set, TENANT::remove);
	}

	@AfterAll
	static void forget() {
		ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
		Hooks.disableAutomaticContextPropagation();
	}

	@BeforeEach
	void enter() {
		SEEN.clear();
		EACH.clear();
		TENANT.set("makola");
		this.sandbox.faults().next(1).tooManyRequests(Duration.ofMillis(20));
		this.sandbox.faults().next(1).error(503);
	}

	@AfterEach
	void leave() {
		TENANT.remove();
	}

	@Test
	void ofACallerOfTheBlockingTemplate() {
		observed(() -> this.smsGist.sendSms("+233245972246", "Hello"));
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "succeeded");
	}

	@Test
	void ofACallerOfTheReactiveTemplate() {
		observed(() -> this.reactiveSmsGist.sendSms("+233245972246", "Hello")
			.doOnNext((receipt) -> see(this.observationRegistry, "operator"))
			.block());
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "succeeded", "operator");
	}

	@Test
	void ofAFailedCall() {
		this.sandbox.faults().always().error(503);
		observed(() -> this.reactiveSmsGist.sendSms("+233245972246", "Hello")
			.doOnError((failure) -> see(this.observationRegistry, "operator"))
			.onErrorComplete()
			.block());
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "failed", "operator");
	}

	@Test
	void ofABulkSend() {
		SmsMessage message = SmsMessage.builder().to("+233245972246").message("Hello").build();
		observed(() -> this.reactiveSmsGist.sendSms(Flux.just(message))
			.doOnNext((result) -> see(this.observationRegistry, "operator"))
			.blockLast());
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "succeeded", "operator");
	}

	@Test
	void ofABlockingBulkSend() {
		SmsMessage message = SmsMessage.builder().to("+233245972246").message("Hello").build();
		observed(() -> this.smsGist.sendSms(List.of(message)));
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "succeeded");
	}

	@Test
	void ofAVerification(@Autowired SmsGistVerifications verifications) {
		observed(() -> verifications.start("0201234567"));
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "succeeded", "code sent");
	}

	@Test
	void ofAReactiveVerification(@Autowired ReactiveSmsGistVerifications verifications) {
		observed(() -> verifications.start("0201234567")
			.doOnNext((verification) -> see(this.observationRegistry, "operator"))
			.block());
		assertSeen("filter 1", "filter 2", "filter 3", "waiting", "retried", "succeeded", "code sent", "operator");
	}

	/**
	 * The first call of a client holds up the others, and lets them go on when it ends.
	 */
	@Test
	void ofEachOfManyCallersAtTheStart(@Autowired SmsGistTemplateBuilder builder) {
		this.sandbox.faults().clear();
		this.sandbox.faults().latency(Duration.ofMillis(300));
		try (ReactiveSmsGistTemplate client = builder.name("start").buildReactive()) {
			List<CompletableFuture<?>> calls = calls(client, Duration.ofMinutes(1));
			await().untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isDone));
		}
		assertEachSeesItsOwn("filter", "succeeded", "operator");
	}

	/**
	 * One timer ends all of them.
	 */
	@Test
	void ofEachOfManyCallersWhoseTimeIsOver(@Autowired SmsGistTemplateBuilder builder) {
		this.sandbox.faults().clear();
		try (ReactiveSmsGistTemplate client = builder.name("late").buildReactive()) {
			client.getCreditBalance().block();
			this.sandbox.faults().latency(Duration.ofSeconds(20));
			List<CompletableFuture<?>> calls = calls(client, Duration.ofSeconds(2));
			await().untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isDone));
		}
		assertEachSeesItsOwn("filter", "failed", "operator");
	}

	/**
	 * All of them go on when somebody else ends the pause.
	 */
	@Test
	void ofEachOfManyCallersWhoWaitForTheEndOfAPause(@Autowired SmsGistTemplateBuilder builder) {
		this.sandbox.faults().clear();
		try (ReactiveSmsGistTemplate client = builder.name("pause").buildReactive()) {
			this.sandbox.faults().next(1).tooManyRequests(Duration.ofSeconds(25));
			CompletableFuture<?> paused = client.getCreditBalance().toFuture();
			await().until(() -> EACH.contains("paused"));
			List<CompletableFuture<?>> calls = calls(client, Duration.ofMinutes(1));
			assertThat(EACH).as("nobody has begun")
				.containsOnlyOnce("paused")
				.noneMatch((seen) -> seen.contains("tema"));
			TENANT.set("operations");
			client.endPause();
			await().untilAsserted(() -> assertThat(calls).allMatch(CompletableFuture::isDone));
			assertThat(paused).succeedsWithin(Duration.ofSeconds(25));
		}
		EACH.remove("paused");
		assertEachSeesItsOwn("filter", "succeeded", "operator");
	}

	private static List<CompletableFuture<?>> calls(ReactiveSmsGistOperations client, Duration maxDuration) {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		for (String tenant : TENANTS) {
			TENANT.set(tenant);
			SmsMessage message = SmsMessage.builder()
				.to("+233245972246")
				.message("Hello")
				.idempotencyKey(tenant)
				.build();
			calls.add(client.sendSms(message, maxDuration)
				.doOnNext((receipt) -> EACH.add("operator " + tenant + " " + TENANT.get()))
				.doOnError((failure) -> EACH.add("operator " + tenant + " " + TENANT.get()))
				.onErrorComplete()
				.contextCapture()
				.toFuture());
		}
		return calls;
	}

	private static void assertEachSeesItsOwn(String... where) {
		List<String> expected = new ArrayList<>();
		for (String tenant : TENANTS) {
			for (String place : where) {
				expected.add(place + " " + tenant + " " + tenant);
			}
		}
		assertThat(EACH).filteredOn((seen) -> !seen.contains(" null "))
			.as("in calls with a key")
			.containsExactlyInAnyOrderElementsOf(expected);
	}

	private void observed(Runnable call) {
		Observation.createNotStarted("request", this.observationRegistry).observe(call);
	}

	private static void see(ObservationRegistry observationRegistry, String where) {
		Observation current = observationRegistry.getCurrentObservation();
		SEEN.merge(where, TENANT.get() + " in " + ((current != null) ? root(current.getContextView()) : null),
				(first, second) -> first.equals(second) ? first : first + ", " + second);
	}

	private static String root(ContextView observation) {
		ObservationView parent = observation.getParentObservation();
		return (parent != null) ? root(parent.getContextView()) : observation.getName();
	}

	private static void assertSeen(String... where) {
		assertThat(SEEN).containsOnlyKeys(where);
		assertThat(SEEN.values()).containsOnly("makola in request");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SmsGistWebClientBuilderCustomizer filter(SmsGistSandbox sandbox, ObservationRegistry registry) {
			return (builder) -> builder.filter((request, next) -> {
				EACH.add("filter " + request.headers().getFirst("X-Idempotency-Key") + " " + TENANT.get());
				see(registry, "filter " + Math.min(3, sandbox.requestCount() + 1));
				return next.exchange(request);
			});
		}

		@Bean
		CallListener callListener(ObservationRegistry registry) {
			return new CallListener() {

				@Override
				public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
					see(registry, "waiting");
				}

				@Override
				public void paused(ClientStatus client, Duration pause) {
					EACH.add("paused");
				}

				@Override
				public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
					see(registry, "retried");
				}

				@Override
				public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
					EACH.add("succeeded " + call.idempotencyKey() + " " + TENANT.get());
					see(registry, "succeeded");
				}

				@Override
				public void failed(ClientStatus client, SmsGistException failure) {
					EACH.add("failed " + failure.getIdempotencyKey() + " " + TENANT.get());
					see(registry, "failed");
				}

			};
		}

		@Bean
		VerificationListener verificationListener(ObservationRegistry registry) {
			return new VerificationListener() {

				@Override
				public void onSent(String verificationId) {
					see(registry, "code sent");
				}

			};
		}

	}

}
