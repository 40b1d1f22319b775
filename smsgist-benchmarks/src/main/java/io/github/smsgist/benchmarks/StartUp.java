package io.github.smsgist.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.benchmarks.Sample.Envelope;
import io.github.smsgist.benchmarks.Sample.SendBody;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A servlet application that tells how long it took to be ready and how long its first
 * calls take, at once or after a pause of some milliseconds. Runs with and without our
 * starter on the class path.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StartUp {

	public static void main(String[] args) throws InterruptedException {
		ApplicationContext application = SpringApplication.run(StartUp.class, args);
		long ready = ManagementFactory.getRuntimeMXBean().getUptime();
		double cpu = Meters.processorNanos();
		int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
		boolean starter = ClassUtils.isPresent("io.github.smsgist.SmsGistOperations", null);
		Runnable call = starter ? OurCall.create(application) : BareCall.create(application);
		long pause = application.getEnvironment().getProperty("benchmark.pause", Long.class, 0L);
		Thread.sleep(pause);
		new Measurement().with("client", (starter ? "smsgist" : "webclient") + ((pause > 0) ? "-later" : ""))
			.with("readyMillis", ready)
			.with("readyCpuMillis", cpu / 1e6)
			.with("classes", classes)
			.with("firstCallMillis", millis(call))
			.with("secondCallMillis", millis(call))
			.print();
		System.exit(0);
	}

	private static double millis(Runnable call) {
		long startedAt = System.nanoTime();
		call.run();
		return (System.nanoTime() - startedAt) / 1e6;
	}

	/**
	 * Apart, so that the application runs without our classes.
	 */
	private static final class OurCall {

		static Runnable create(ApplicationContext application) {
			SmsGistOperations operations = application.getBean(SmsGistOperations.class);
			return () -> operations.sendSms(Sample.RECIPIENT, Sample.TEXT);
		}

	}

	private static final class BareCall {

		static Runnable create(ApplicationContext application) {
			WebClient webClient = application.getBean(WebClient.Builder.class)
				.baseUrl(application.getEnvironment().getRequiredProperty("smsgist.base-url"))
				.build();
			return () -> webClient.post()
				.uri("/api/sms/send")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(new SendBody(List.of(Sample.RECIPIENT), Sample.TEXT, null))
				.retrieve()
				.bodyToMono(new ParameterizedTypeReference<Envelope<Map<String, Object>>>() {
				})
				.block();
		}

	}

}
