package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.Arrays;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.token.TokenEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupLogTests {

	@Test
	void logsTheSetupInOneLine(CapturedOutput output) {
		start(Application.class);
		assertThat(lines(output))
			.containsExactly("SMSGist at https://api.smsgist.com: bearer token cipher=aes-256-gcm, "
					+ "key=utf8, iv=random, text=base64(iv + ciphertext + tag); at most 50 requests a second, up to 4 for a call, "
					+ "within 30 s");
	}

	@Test
	void saysWhatWasChanged(CapturedOutput output) {
		start(Application.class, "smsgist.base-url=https://proxy.example.com/sms", "smsgist.token.key=sha256",
				"smsgist.rate-limiter.limit-for-period=3", "smsgist.rate-limiter.limit-refresh-period=10s",
				"smsgist.retry.max-attempts=2", "smsgist.retry.max-duration=1500ms",
				"spring.main.lazy-initialization=true");
		assertThat(lines(output)).singleElement()
			.asString()
			.startsWith("SMSGist at https://proxy.example.com/sms: bearer token cipher=aes-256-gcm, key=sha256,")
			.endsWith("; at most 0.3 requests a second, up to 2 for a call, within 1.5 s");
	}

	@Test
	void saysWhatTheApplicationsBeansMakeOfIt(CapturedOutput output) {
		start(OwnBeans.class);
		assertThat(lines(output)).containsExactly("SMSGist at https://api.smsgist.com: bearer token from "
				+ "StartupLogTests.OwnEncryptor; at most 0.5 requests a second, up to 9 for a call, within 30 s");
	}

	@Test
	void saysThatThereIsNoLimit(CapturedOutput output) {
		start(Application.class, "smsgist.rate-limiter.enabled=false", "smsgist.retry.enabled=false");
		assertThat(lines(output)).singleElement()
			.asString()
			.endsWith("; any number of requests, up to 1 for a call, within 30 s");
	}

	@Test
	void saysNothingWithoutCredentials(CapturedOutput output) {
		start(Application.class, "smsgist.client-id=");
		assertThat(lines(output)).isEmpty();
	}

	private static String[] lines(CapturedOutput output) {
		assertThat(output).doesNotContain(StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY,
				StubbedSmsGist.CLIENT_ID);
		return output.getAll()
			.lines()
			.filter((line) -> line.contains("INFO") && line.contains("StartupLog") && line.contains("SMSGist"))
			.map((line) -> line.substring(line.indexOf("SMSGist")))
			.toArray(String[]::new);
	}

	private static void start(Class<?> application, String... arguments) {
		new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(StubbedSmsGist.CREDENTIALS)
			.properties("logging.level.io.github.smsgist=info")
			.run(Arrays.stream(arguments).map((argument) -> "--" + argument).toArray(String[]::new))
			.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SmsGistAutoConfiguration.class)
	static class Application {

	}

	static class OwnBeans extends Application {

		@Bean
		OwnEncryptor tokenEncryptor() {
			return new OwnEncryptor();
		}

		@Bean
		RetryRegistry retryRegistry() {
			RetryRegistry registry = RetryRegistry.ofDefaults();
			registry.retry("smsgist", RetryConfig.custom().maxAttempts(9).build());
			return registry;
		}

		@Bean
		RateLimiterRegistry rateLimiterRegistry() {
			RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();
			registry.rateLimiter("smsgist",
					RateLimiterConfig.custom().limitForPeriod(1).limitRefreshPeriod(Duration.ofSeconds(2)).build());
			return registry;
		}

	}

	static class OwnEncryptor implements TokenEncryptor {

		@Override
		public String encrypt(String clientSecret, String appSecretKey) {
			return "token";
		}

	}

}
