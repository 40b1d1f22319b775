package io.github.smsgist.docs.spring;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many virtual threads wait in a blocking template at once, on a few carriers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "spring.threads.virtual.enabled=true", "smsgist.rate-limiter.limit-for-period=10000" })
@AutoConfigureSmsGistSandbox
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTests {

	private static final int CALLERS = 200;

	@Test
	void blockingCallsWaitOnVirtualThreads(@Autowired SmsGistOperations smsGist, @Autowired SmsGistSandbox sandbox)
			throws Exception {
		// Of Java 21, and compiled for 17.
		ExecutorService threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		IntStream.range(0, CALLERS)
			.mapToObj((i) -> threads.submit(() -> smsGist.sendSms("+233245972246", "Message " + i)))
			.toList()
			.forEach((call) -> assertThat(call).succeedsWithin(Duration.ofMinutes(1)));
		threads.shutdown();
		assertThat(sandbox.messages()).hasSize(CALLERS);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
