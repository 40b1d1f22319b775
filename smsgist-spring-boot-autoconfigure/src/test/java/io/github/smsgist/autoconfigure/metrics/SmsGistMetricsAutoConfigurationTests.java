package io.github.smsgist.autoconfigure.metrics;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.CreditBalanceCache;
import io.github.smsgist.autoconfigure.NettyResources;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.SmsMessage;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SmsGistMetricsAutoConfiguration} and the observation of calls.
 */
class SmsGistMetricsAutoConfigurationTests {

	private static final String RECEIPT = """
			{"status":"success","message":"ok","data":{"message_id":"m-1","status":"queued","recipients_count":2,
			"segments":3,"total_cost":0.18,"cost_per_unit":0.03,"recipients":[]}}""";

	@RegisterExtension
	static final WireMockExtension service = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort())
		.build();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SmsGistMetricsAutoConfiguration.class, SmsGistAutoConfiguration.class,
				WebClientAutoConfiguration.class, WebClientObservationAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, NettyResources.class))
		.withBean(MeterRegistry.class, () -> this.meters)
		.withBean(TestObservationRegistry.class, () -> this.observations)
		.withPropertyValues("smsgist.base-url=http://localhost:${port}", "smsgist.client-id=id",
				"smsgist.client-secret=secret", "smsgist.app-secret-key=" + "k".repeat(32),
				"smsgist.retry.initial-backoff=200ms", "smsgist.retry.max-backoff=200ms");

	@Test
	void aSendWithTwoRetriesIsOneObservationWithThreeAttemptsBelowIt() {
		Queue<Observation.Context> attempts = new ConcurrentLinkedQueue<>();
		this.observations.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				attempts.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ClientRequestObservationContext;
			}

		});
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		service.stubFor(post("/api/sms/send").inScenario("retries")
			.whenScenarioStateIs(Scenario.STARTED)
			.willReturn(aResponse().withStatus(503))
			.willSetStateTo("second"));
		service.stubFor(post("/api/sms/send").inScenario("retries")
			.whenScenarioStateIs("second")
			.willReturn(aResponse().withStatus(429))
			.willSetStateTo("third"));
		service.stubFor(
				post("/api/sms/send").inScenario("retries").whenScenarioStateIs("third").willReturn(okJson(RECEIPT)));
		run((operations) -> {
			operations.sendSms(SmsMessage.builder().to("+233245972246", "0201234567").message("secret text").build());
			TestObservationRegistryAssert.assertThat(this.observations)
				.hasNumberOfObservationsWithNameEqualTo("smsgist.call", 1)
				.hasNumberOfObservationsWithNameEqualTo("http.client.requests", 3);
			Awaitility.await().until(() -> attempts.size() == 3);
			assertThat(attempts).allSatisfy((attempt) -> {
				assertThat(attempt.getParentObservation()).isNotNull();
				assertThat(attempt.getParentObservation().getContextView().getName()).isEqualTo("smsgist.call");
				assertThat(attempt.getLowCardinalityKeyValue("uri").getValue()).isEqualTo("/api/sms/send");
			});
			assertThat(this.meters.get("smsgist.attempts").tag("smsgist.operation", "send_sms").summary().max())
				.isEqualTo(3);
			assertThat(this.meters.get("smsgist.recipients").counter().count()).isEqualTo(2);
			assertThat(this.meters.get("smsgist.segments").counter().count()).isEqualTo(6);
			assertThat(this.meters.get("smsgist.cost").counter().count()).isEqualTo(0.18);
			assertThat(this.meters.get("smsgist.wait").tag("reason", "backoff").timer().count()).isEqualTo(1);
			assertThat(this.meters.get("smsgist.wait").tag("reason", "pause").timer().count()).isPositive();
			assertThat(this.meters.get("smsgist.pauses").timer().count()).isEqualTo(1);
			assertThat(this.meters.get("smsgist.calls.waiting").gauge().value()).isZero();
			assertThat(this.meters.get("smsgist.call").tag("outcome", "success").timer().count()).isEqualTo(1);
			assertNothingPrivateInMeters();
		});
	}

	@Test
	void theObservationOfAFailureHasOutcomeAndError() {
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		service.stubFor(post("/api/sms/send").willReturn(aResponse().withStatus(422)));
		run((operations) -> {
			assertThatExceptionOfType(SmsGistException.class)
				.isThrownBy(() -> operations.sendSms("+233245972246", "secret text"));
			TestObservationRegistryAssert.assertThat(this.observations)
				.hasObservationWithNameEqualTo("smsgist.call")
				.that()
				.hasLowCardinalityKeyValue("outcome", "not_processed")
				.hasLowCardinalityKeyValue("error", "SmsGistValidationException")
				.hasLowCardinalityKeyValue("smsgist.channel", "sms")
				.hasLowCardinalityKeyValue("smsgist.client", "smsgist");
			assertNothingPrivateInMeters();
		});
	}

	@Test
	void creditsAreThoseLastReadAndCostNoCall() {
		service.stubFor(WireMock.get("/api/credits/balance")
			.willReturn(okJson("{\"status\":\"success\",\"data\":{\"available\":12.5,\"reserved\":0.5}}")));
		this.contextRunner.withPropertyValues("port=" + service.getPort()).run((context) -> {
			context.getBean(SmsGistCreditMetrics.class).bindTo(this.meters);
			assertThat(this.meters.get("smsgist.credits.available").gauge().value()).isNaN();
			service.verify(0, WireMock.getRequestedFor(WireMock.urlEqualTo("/api/credits/balance")));
			context.getBean(CreditBalanceCache.class).get().block();
			assertThat(this.meters.get("smsgist.credits.available").gauge().value()).isEqualTo(12.5);
			assertThat(this.meters.get("smsgist.credits.reserved").gauge().value()).isEqualTo(0.5);
		});
	}

	@Test
	void aSecondClientHasMetersOfItsOwn() {
		service.stubFor(post("/api/sms/send").willReturn(okJson(RECEIPT)));
		this.contextRunner.withPropertyValues("port=" + service.getPort()).run((context) -> {
			SmsGistTemplateBuilder builder = context.getBean(SmsGistTemplateBuilder.class);
			builder.name("marketing").build().sendSms("+233245972246", "Hello");
			assertThat(this.meters.get("smsgist.recipients").tag("smsgist.client", "marketing").counter().count())
				.isEqualTo(2);
			assertThat(this.meters.find("smsgist.recipients").tag("smsgist.client", "smsgist").counter()).isNull();
		});
	}

	@Test
	void clientsWithOneNameShareMetersUntilTheLastIsClosed() {
		service.stubFor(post("/api/sms/send").willReturn(okJson(RECEIPT)));
		this.contextRunner.withPropertyValues("port=" + service.getPort()).run((context) -> {
			SmsGistTemplateBuilder builder = context.getBean(SmsGistTemplateBuilder.class).name("tenant-1");
			SmsGistTemplate first = builder.build();
			SmsGistTemplate second = builder.build();
			second.sendSms("+233245972246", "Hello");
			assertThat(this.meters.get("smsgist.rate").tag("smsgist.client", "tenant-1").gauge().value())
				.isEqualTo(100);
			first.close();
			first.close();
			assertThat(this.meters.get("smsgist.rate").tag("smsgist.client", "tenant-1").gauge().value()).isEqualTo(50);
			second.close();
			assertThat(this.meters.getMeters())
				.noneMatch((meter) -> "tenant-1".equals(meter.getId().getTag("smsgist.client")));
			assertThat(this.meters.get("smsgist.rate").tag("smsgist.client", "smsgist").gauge().value()).isEqualTo(50);
		});
	}

	@Test
	void everyMeterOfOursHasAHelpText() {
		service.stubFor(post("/api/sms/send").willReturn(okJson(RECEIPT)));
		run((operations) -> {
			operations.sendSms("+233245972246", "Hello");
			assertThat(this.meters.getMeters())
				.filteredOn((meter) -> meter.getId().getName().startsWith("smsgist.")
						&& !meter.getId().getName().startsWith("smsgist.call"))
				.isNotEmpty()
				.allSatisfy((meter) -> assertThat(meter.getId().getDescription()).isNotBlank());
		});
	}

	@Test
	void aCallThatIsUnderWayHasNoOutcomeYet() {
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		service.stubFor(post("/api/sms/send").willReturn(okJson(RECEIPT)));
		run((operations) -> {
			operations.sendSms("+233245972246", "Hello");
			assertThat(this.meters.get("smsgist.call.active").longTaskTimer().getId().getTags()).extracting(Tag::getKey)
				.contains("smsgist.operation", "smsgist.client")
				.doesNotContain("outcome", "error");
			assertThat(this.meters.get("smsgist.call").tag("outcome", "success").tag("error", "none").timer().count())
				.isEqualTo(1);
		});
	}

	@Test
	void backsOffWithoutAMeterRegistry() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SmsGistMetricsAutoConfiguration.class, SmsGistAutoConfiguration.class))
			.withPropertyValues("smsgist.client-id=id", "smsgist.client-secret=secret",
					"smsgist.app-secret-key=" + "k".repeat(32))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistCallMetrics.class));
	}

	private void run(Consumer<SmsGistOperations> story) {
		this.contextRunner.withPropertyValues("port=" + service.getPort())
			.run((context) -> story.accept(context.getBean(SmsGistOperations.class)));
	}

	private void assertNothingPrivateInMeters() {
		assertThat(this.meters.getMeters()).flatExtracting((Meter meter) -> meter.getId().getTags())
			.extracting(Tag::getValue)
			.noneMatch((value) -> value.contains("24597") || value.contains("secret") || value.contains("m-1"));
	}

}
