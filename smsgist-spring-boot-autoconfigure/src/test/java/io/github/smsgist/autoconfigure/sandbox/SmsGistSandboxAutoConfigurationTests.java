package io.github.smsgist.autoconfigure.sandbox;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.sandbox.KeyInProgress;
import io.github.smsgist.sandbox.KeyScope;
import io.github.smsgist.sandbox.SandboxAssumptions;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SmsGistSandboxAutoConfiguration}.
 */
class SmsGistSandboxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(SmsGistSandboxAutoConfiguration.class, SmsGistAutoConfiguration.class));

	@Test
	void isOffUnlessAskedFor() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(SmsGistSandbox.class)
			.doesNotHaveBean(SmsGistTemplate.class));
	}

	@Test
	void sandboxReplacesTheServiceEvenWithCredentials() {
		this.contextRunner
			.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.client-id=real", "smsgist.client-secret=real",
					"smsgist.app-secret-key=" + "k".repeat(32))
			.run((context) -> {
				context.getBean(SmsGistTemplate.class).sendSms("+233245972246", "Hello");
				assertThat(context.getBean(SmsGistSandbox.class).messageCount()).isEqualTo(1);
			});
	}

	@ParameterizedTest
	@CsvSource({ "aes-256-gcm,utf8,random,base64(iv + ciphertext + tag)",
			"aes-256-gcm,hex,random,base64url(iv + tag + ciphertext)", "aes-256-cbc,base64,random,laravel",
			"aes-256-cbc,sha256,random,hex(iv):hex(ciphertext)", "aes-256-cbc,openssl-pbkdf2,derived,openssl" })
	void acceptsTheConfiguredTokenFormat(String cipher, String key, String iv, String text) {
		this.contextRunner
			.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.token.cipher=" + cipher,
					"smsgist.token.key=" + key, "smsgist.token.iv=" + iv, "smsgist.token.text=" + text)
			.run((context) -> assertThat(context.getBean(SmsGistTemplate.class).getCreditBalance().balance())
				.isEqualByComparingTo("100.00"));
	}

	@Test
	void refusesToStandBesideTheRealService() {
		this.contextRunner
			.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.base-url=https://api.smsgist.com")
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new SandboxBesideServiceFailureAnalyzer()
					.analyze(context.getStartupFailure());
				assertThat(analysis.getAction()).contains("smsgist.sandbox.enabled=false");
			});
	}

	@Test
	void refusesToStartWithoutTheEnabledSandbox() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SmsGistSandbox.class))
			.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.client-id=real", "smsgist.client-secret=real",
					"smsgist.app-secret-key=" + "k".repeat(32))
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new MissingSandboxFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getAction()).contains("io.github.smsgist:smsgist-sandbox");
			});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void incompleteCredentialsDoNotMatterWhereTheyAreNotUsed(CapturedOutput output) {
		this.contextRunner.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.client-id=real")
			.run((context) -> assertThat(output).doesNotContain("SMSGist is not configured"));
	}

	@Test
	void runsWithoutTheSandboxWhereItIsNotAskedFor() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SmsGistSandbox.class))
			.withPropertyValues("smsgist.client-id=real", "smsgist.client-secret=real",
					"smsgist.app-secret-key=" + "k".repeat(32))
			.run((context) -> assertThat(context).hasSingleBean(SmsGistTemplate.class));
	}

	@Test
	void assumptionsComeFromProperties() {
		this.contextRunner
			.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.sandbox.balance=7",
					"smsgist.sandbox.mode=test", "smsgist.sandbox.test-phone=0245972246",
					"smsgist.sandbox.max-messages=1", "smsgist.sandbox.key-scope=operation",
					"smsgist.sandbox.key-in-progress=conflict", "smsgist.sandbox.store-errors=true",
					"smsgist.sandbox.retry-honors-idempotency-key=true", "smsgist.sandbox.partly-failed-is-failed=true")
			.run((context) -> {
				SmsGistSandbox sandbox = context.getBean(SmsGistSandbox.class);
				assertThat(sandbox.assumptions())
					.isEqualTo(new SandboxAssumptions(KeyScope.OPERATION, KeyInProgress.CONFLICT, true, true, true));
				assertThat(sandbox.balance()).isEqualByComparingTo("7");
				context.getBean(SmsGistTemplate.class).sendSms("+233201234567", "One");
				context.getBean(SmsGistTemplate.class).sendSms("+233201234567", "Two");
				assertThat(sandbox.messages()).extracting(SandboxMessage::redirectedTo)
					.containsExactly("+233245972246");
			});
	}

	@ParameterizedTest
	@CsvSource({ "port,99999", "port,-1", "balance,-1", "balance,1e99999", "sent-after,-1s", "sent-after,1000000d",
			"delivered-after,-1s", "test-phone,nobody", "test-address,nobody", "max-messages,0", "max-keys,-5",
			"max-requests,0" })
	void anAbsurdValueIsRefusedWithTheNameOfTheProperty(String name, String value) {
		this.contextRunner.withPropertyValues("smsgist.sandbox.enabled=true", "smsgist.sandbox." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("smsgist.sandbox." + name));
	}

	@Test
	void parallelContextsShareNothing() {
		ApplicationContextRunner sandboxed = this.contextRunner.withPropertyValues("smsgist.sandbox.enabled=true");
		sandboxed.run((first) -> sandboxed.run((second) -> {
			first.getBean(SmsGistTemplate.class).sendSms("+233245972246", "Hello");
			assertThat(first.getBean(SmsGistSandbox.class).messageCount()).isEqualTo(1);
			assertThat(second.getBean(SmsGistSandbox.class).messageCount()).isZero();
		}));
	}

}
