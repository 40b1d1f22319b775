package io.github.smsgist.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.internal.http.Request;
import io.github.smsgist.internal.http.SmsGistClient;
import io.github.smsgist.internal.resilience.Attempt;
import io.github.smsgist.internal.resilience.CallPolicy;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.internal.resilience.RetrySettings;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What the pieces of a send cost, without a network: the answer is there at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Pieces {

	private static final byte[] ANSWER = """
			{"status":"success","message":"Message queued","data":{"message_id":"7f3a2b9d-1e4c-4b2a-9d1e-4c7f3a2b9d1e",\
			"status":"queued","recipients_count":1,"segments":1,"total_cost":0.03,"cost_per_unit":0.03,"recipients":[{\
			"recipient_id":"2d0f9b6e-5a1c-4f7e-8b3d-6c5a4e3f2d1b","recipient":"+233245972246"}]}}"""
		.getBytes(StandardCharsets.UTF_8);

	private final AesTokenEncryptor encryptor = new AesTokenEncryptor(TokenFormat.DEFAULT);

	private final SmsGistConnection connection = new SmsGistConnection(URI.create("http://127.0.0.1"), Sample.CLIENT_ID,
			Sample.CLIENT_SECRET, Sample.APP_SECRET_KEY);

	private final WebClient.Builder webClient = WebClient.builder().exchangeFunction(answering());

	private final SmsGistClient client = new SmsGistClient(() -> this.webClient, () -> this.connection, this.encryptor);

	private final Request<SendReceipt> request = Request.sendSms(Sample.MESSAGE);

	private final Call call = new Call(Operation.SEND_SMS, "order-77");

	private final Attempt attempt = Attempt.only(this.call);

	private final Mono<String> immediate = Mono.just("answer");

	private static final RateLimiterConfig UNLIMITED = RateLimiterSettings
		.smooth(1_000_000_000, Duration.ofSeconds(1), Duration.ofSeconds(10))
		.build();

	private final RateLimiter rateLimiter = RateLimiter.of("pieces", UNLIMITED);

	private final CallPolicy policy = CallPolicy
		.builder(Retry.of("pieces", RetrySettings.withFixedRules(RetrySettings.defaults().build())))
		.rateLimiter(this.rateLimiter)
		.adaptive()
		.build();

	private final SmsGistTemplateBuilder template = SmsGistTemplateBuilder.create(this.webClient)
		.connection(this.connection)
		.rateLimiter(UNLIMITED);

	private final ReactiveSmsGistOperations operations = this.template.buildReactive();

	private final ReactiveSmsGistOperations observed = this.template.observationRegistry(meters()).buildReactive();

	/**
	 * What a filter of the application's would see of the transport: the body is written
	 * and the answer comes in one piece, at once.
	 */
	private static ExchangeFunction answering() {
		ExchangeStrategies strategies = ExchangeStrategies.withDefaults();
		return (request) -> Mono.just(ClientResponse.create(HttpStatus.CREATED, strategies)
			.header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
			.body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(ANSWER)))
			.build());
	}

	private static ObservationRegistry meters() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
		return registry;
	}

	@Benchmark
	public String encryptToken() {
		return this.encryptor.encrypt(Sample.CLIENT_SECRET, Sample.APP_SECRET_KEY);
	}

	@Benchmark
	public String randomKey() {
		return UUID.randomUUID().toString();
	}

	@Benchmark
	public SmsMessage buildMessage() {
		return SmsMessage.builder().to(Sample.RECIPIENT).message(Sample.TEXT).build();
	}

	@Benchmark
	public SmsMessage normalizeRecipients() {
		return Sample.MESSAGE.withRecipientsInE164("GH");
	}

	@Benchmark
	public Request<SendReceipt> writeRequest() {
		return Request.sendSms(Sample.MESSAGE);
	}

	@Benchmark
	public long reservePermit() {
		return this.rateLimiter.reservePermission();
	}

	@Benchmark
	public @Nullable Object runPolicy() {
		return this.policy.run(this.call, (attempt) -> this.immediate).block();
	}

	@Benchmark
	public @Nullable Object exchange() {
		return this.client.exchange(this.request, this.attempt).block();
	}

	@Benchmark
	public @Nullable Object send() {
		return this.operations.sendSms(Sample.MESSAGE).block();
	}

	@Benchmark
	public @Nullable Object sendObserved() {
		return this.observed.sendSms(Sample.MESSAGE).block();
	}

}
