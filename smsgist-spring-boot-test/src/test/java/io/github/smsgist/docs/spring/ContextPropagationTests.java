package io.github.smsgist.docs.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
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
				public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
					see(registry, "retried");
				}

				@Override
				public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
					see(registry, "succeeded");
				}

				@Override
				public void failed(ClientStatus client, SmsGistException failure) {
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
