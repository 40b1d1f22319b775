package io.github.smsgist.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.jdbc.SmsGistJdbcAutoConfiguration;
import io.github.smsgist.autoconfigure.outbox.SmsGistOutboxAutoConfiguration;
import io.github.smsgist.autoconfigure.sandbox.SmsGistSandboxAutoConfiguration;
import io.github.smsgist.autoconfigure.verification.SmsGistVerificationAutoConfiguration;
import io.github.smsgist.autoconfigure.webhook.SmsGistWebhookAutoConfiguration;
import io.github.smsgist.outbox.JdbcSmsGistOutbox;
import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.SmsGistOutbox;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationsBuilder;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookSignatureVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * What someone reads whose application does not start: every case is a real start, and
 * the text is taken from its output.
 */
@ExtendWith(OutputCaptureExtension.class)
class SmsGistFailureAnalysisTests {

	private static final Pattern REPORT = Pattern.compile("Description:\\R\\R(.*?)\\R\\RAction:\\R\\R(.*?)\\R\\R",
			Pattern.DOTALL);

	private static final Set<Class<?>> CLIENT = Set.of(SmsGistOperations.class, SmsGistTemplate.class,
			ReactiveSmsGistOperations.class, ReactiveSmsGistTemplate.class, SmsGistTemplateBuilder.class,
			SmsGistConnectionDetails.class, CreditBalanceCache.class);

	private static final Set<Class<?>> VERIFICATION = Set.of(VerificationsBuilder.class, SmsGistVerifications.class,
			ReactiveSmsGistVerifications.class);

	private static final Set<Class<?>> WEBHOOK = Set.of(WebhookReceiver.class, WebhookSignatureVerifier.class,
			WebhookDeliveries.class);

	private static final Set<Class<?>> OUTBOX = Set.of(SmsGistOutbox.class, JdbcSmsGistOutbox.class,
			OutboxWorker.class);

	@Test
	void whoeverInjectsATemplateReadsWhatIsMissing(CapturedOutput output) {
		Report report = start(output, NeedsTemplate.class);
		assertThat(report.description()).isEqualTo("A bean of type SmsGistTemplate could not be found, because these "
				+ "properties are not set: smsgist.client-id, smsgist.client-secret, smsgist.app-secret-key.");
		assertThat(report.action()).isEqualTo("Set them to the values from the SMSGist dashboard, for instance through "
				+ "the environment variables SMSGIST_CLIENTID, SMSGIST_CLIENTSECRET, SMSGIST_APPSECRETKEY. To work "
				+ "without an account, add smsgist-spring-boot-test: its sandbox stands in for the service.");
	}

	@ParameterizedTest
	@CsvSource({ "0, smsgist.client-id, SMSGIST_CLIENTID", "1, smsgist.client-secret, SMSGIST_CLIENTSECRET",
			"2, smsgist.app-secret-key, SMSGIST_APPSECRETKEY" })
	void onlyMissingPropertiesAreNamed(int missing, String property, String variable, CapturedOutput output) {
		String[] credentials = StubbedSmsGist.CREDENTIALS.clone();
		credentials[missing] = property + "=";
		Report report = start(output, NeedsTemplate.class, credentials);
		assertThat(report.description()).endsWith("these properties are not set: " + property + ".");
		assertThat(report.action()).contains("environment variables " + variable + ".");
	}

	@ParameterizedTest
	@MethodSource
	void everyMissingBeanIsExplained(Class<?> bean, String settings, String reason, CapturedOutput output) {
		Report report = report(output, requiring(EveryFeature.class, bean), settings.split(" "));
		assertThat(report.description())
			.isEqualTo("A bean of type %s could not be found, because %s".formatted(bean.getSimpleName(), reason));
		assertThat(report.action()).isNotEmpty();
	}

	static Stream<Arguments> everyMissingBeanIsExplained() {
		String account = String.join(" ", StubbedSmsGist.CREDENTIALS);
		String noCredentials = "these properties are not set: smsgist.client-id, smsgist.client-secret, smsgist.app-secret-key.";
		return Stream
			.of(reasons(CLIENT, "", noCredentials, account + " smsgist.enabled=false", "smsgist.enabled is false."),
					reasons(VERIFICATION, "", noCredentials, account + " smsgist.enabled=false",
							"smsgist.enabled is false.", account + " smsgist.verification.enabled=false",
							"smsgist.verification.enabled is false."),
					reasons(WEBHOOK, account, "smsgist.webhook.secret is not set.",
							"smsgist.webhook.secret=hook smsgist.enabled=false", "smsgist.enabled is false."),
					reasons(OUTBOX, "database=h2", noCredentials, account, "there is no DataSource.",
							account + " database=h2 smsgist.enabled=false", "smsgist.enabled is false.",
							account + " database=h2 smsgist.outbox.enabled=false", "smsgist.outbox.enabled is false."),
					reasons(Set.of(OutboxWorker.class), account + " database=h2 smsgist.outbox.worker.enabled=false",
							"smsgist.outbox.worker.enabled is false."),
					reasons(Set.of(SmsGistSandbox.class), account, "smsgist.sandbox.enabled is not true."))
			.flatMap((reasons) -> reasons);
	}

	private static Stream<Arguments> reasons(Set<Class<?>> beans, String... settingsAndReasons) {
		return beans.stream()
			.flatMap((bean) -> IntStream.iterate(0, (i) -> i < settingsAndReasons.length, (i) -> i + 2)
				.mapToObj((i) -> Arguments.of(bean, settingsAndReasons[i], settingsAndReasons[i + 1])));
	}

	@Test
	void aMissingModuleIsNamed(CapturedOutput output) {
		for (Class<?> bean : OUTBOX) {
			Report report = report(output,
					requiring(EveryFeature.class, bean).resourceLoader(
							new DefaultResourceLoader(new FilteredClassLoader(DataSourceAutoConfiguration.class))),
					StubbedSmsGist.CREDENTIALS);
			assertThat(report.description()).endsWith("spring-boot-jdbc is not on the class path.");
			assertThat(report.action()).contains("io.github.smsgist:smsgist-spring-boot-starter-jdbc");
		}
	}

	@Test
	void everyExplainedBeanIsThereOnceNothingIsMissing() {
		try (ConfigurableApplicationContext context = application(EveryFeature.class)
			.run(arguments("smsgist.sandbox.enabled=true", "smsgist.webhook.secret=hook", "database=h2"))) {
			assertThat(
					Stream.of(CLIENT, VERIFICATION, WEBHOOK, OUTBOX, Set.of(SmsGistSandbox.class)).flatMap(Set::stream))
				.allSatisfy((bean) -> assertThat(context.getBean(bean)).isNotNull());
		}
	}

	@ParameterizedTest
	@CsvSource({ "smsgist.clientt-secret", "smsgist.client-sercet", "smsgits.client-secret", "SMSGIST_CLIENT_SECRT" })
	void whoeverMisspelsAPropertyReadsWhichOne(String misspelt, CapturedOutput output) {
		String[] credentials = StubbedSmsGist.CREDENTIALS.clone();
		credentials[1] = misspelt + "=" + StubbedSmsGist.CLIENT_SECRET;
		assertThat(start(output, NeedsTemplate.class, credentials).description()).endsWith(
				"not set: smsgist.client-secret. " + misspelt + " is set: is it meant to be smsgist.client-secret?");
	}

	@ParameterizedTest
	@ValueSource(strings = { "smsgist.client-id", "smsgist.client-secret", "smsgist.app-secret-key" })
	void invisibleCharactersInCredentialsAreRefusedAtStart(String property, CapturedOutput output) {
		for (String copied : new String[] { "\n", "\r\n", " ", "\u200b", "\u00a0" }) {
			Report report = startWith(output, property + "=" + StubbedSmsGist.APP_SECRET_KEY + copied);
			assertThat(report.description()).contains("for configuration property '" + property + "'", "It ends with ",
					"which was probably copied along with it.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "smsgist.client-id", "smsgist.client-secret", "smsgist.app-secret-key" })
	void quotedCredentialsAreRefusedAtStart(String property, CapturedOutput output) {
		assertThat(startWith(output, property + "=\"" + StubbedSmsGist.APP_SECRET_KEY + "\"").description())
			.contains("for configuration property '" + property + "'", "It is in quotation marks")
			.doesNotContain(StubbedSmsGist.APP_SECRET_KEY);
	}

	@Test
	void aPasswordInTheAddressIsNotShown(CapturedOutput output) {
		assertThat(startWith(output, "smsgist.base-url=https://ama:hush@api.smsgist.com").description())
			.contains("for configuration property 'smsgist.base-url'", "It must not have user info")
			.doesNotContain("hush");
		assertThat(output).doesNotContain("hush");
	}

	@Test
	void incompleteCredentialsWithoutADependentBeanAreOneWarning(CapturedOutput output) {
		String[] arguments = arguments(StubbedSmsGist.CREDENTIALS[0]);
		application(Application.class).run(arguments).close();
		assertThat(warnings(output)).singleElement(STRING)
			.endsWith("SMSGist is not configured, because these properties are not set: smsgist.client-secret, "
					+ "smsgist.app-secret-key.");
	}

	@Test
	void missingCredentialsWithoutADependentBeanAreSilent(CapturedOutput output) {
		application(Application.class).run().close();
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void disabledIsNamedAsTheReason(CapturedOutput output) {
		Report report = start(output, NeedsTemplate.class, "smsgist.enabled=false");
		assertThat(report.description())
			.isEqualTo("A bean of type SmsGistTemplate could not be found, because smsgist.enabled is false.");
		assertThat(report.action()).isEqualTo("Set smsgist.enabled=true, or inject an ObjectProvider.");
	}

	@ParameterizedTest
	@ValueSource(classes = { NeedsOther.class, NeedsOwnOperations.class, WithoutAutoConfiguration.class })
	void whatIsNotOursIsLeftToSpringBoot(Class<?> application, CapturedOutput output) {
		assertThat(start(output, application).description()).doesNotContain("smsgist.client-id")
			.contains("required a bean");
	}

	@Test
	void aBeanMissingForItsQualifierIsLeftToSpringBoot(CapturedOutput output) {
		assertThatException().isThrownBy(() -> application(NeedsQualified.class).run())
			.withMessageContaining("Qualifier(\"marketing\")");
		assertThat(output).doesNotContain("properties are not set");
	}

	@Test
	void whoeverSetsPlainHttpReadsWhy(CapturedOutput output) {
		Report report = startWith(output, "smsgist.base-url=http://api.smsgist.com");
		assertThat(report.description())
			.startsWith("Invalid value 'http://api.smsgist.com' for configuration property 'smsgist.base-url'")
			.contains(
					"It must be https: http would send the credentials in the clear, and is allowed for localhost only.");
		assertThat(report.action()).isEqualTo("Review the value of the property with the provided reason.");
	}

	@ParameterizedTest
	@MethodSource
	void unusableSettingIsNamed(String settings, String named, CapturedOutput output) {
		Report report = startWith(output, settings.split(" "));
		assertThat(report.description()).contains(named.split(" "));
		assertThat(report.action()).hasSizeLessThan(120);
	}

	static Stream<String[]> unusableSettingIsNamed() {
		return Stream.of(new String[] { "smsgist.base-url=/api", "smsgist.base-url absolute" },
				new String[] { "smsgist.base-url=api.smsgist.com", "smsgist.base-url absolute" },
				new String[] { "smsgist.base-url=ftp://api.smsgist.com", "smsgist.base-url https" },
				new String[] { "smsgist.base-url=https://api.smsgist.com?key=1", "smsgist.base-url query" },
				new String[] { "smsgist.base-url=http://127.0.0.1.evil.example", "smsgist.base-url https" },
				new String[] { "smsgist.base-url=ht^tp://x", "smsgist.base-url ht^tp" },
				new String[] { "smsgist.app-secret-key=short",
						"smsgist.app-secret-key 5 bytes 32 smsgist.token.key sha256" },
				new String[] { "smsgist.token.key=hex", "smsgist.app-secret-key hexadecimal utf8" },
				new String[] { "smsgist.token.text=hex(iv)", "smsgist.token 'text' ciphertext" },
				new String[] { "smsgist.token.text=hex(ciphertext", "smsgist.token 'text' 15" },
				new String[] { "smsgist.token.key=openssl-md5", "smsgist.token 'text' salt" },
				new String[] { "smsgist.token.key=ask_live_misplaced", "smsgist.token 'key' unknown" },
				new String[] { "smsgist.token.iv=cut(salt)", "smsgist.token 'iv' unknown" },
				new String[] { "smsgist.token.iv=hex(key)", "smsgist.token.iv 'iv' 64" },
				new String[] { "smsgist.token.cipher=des", "smsgist.token.cipher des" },
				new String[] { "smsgist.default-region=Ghana", "smsgist.default-region Ghana GH" },
				new String[] { "smsgist.retry.max-attempts=0", "smsgist.retry.max-attempts 1" },
				new String[] { "smsgist.retry.initial-backoff=0ms", "smsgist.retry.initial-backoff 1ms" },
				new String[] { "smsgist.retry.multiplier=0.5", "smsgist.retry.multiplier 1" },
				new String[] { "smsgist.retry.max-backoff=100ms",
						"smsgist.retry.max-backoff smsgist.retry.initial-backoff" },
				new String[] { "smsgist.retry.max-duration=500ms",
						"smsgist.retry.max-duration smsgist.retry.initial-backoff" },
				new String[] { "smsgist.retry.max-duration=9999d", "smsgist.retry.max-duration day" },
				new String[] { "smsgist.rate-limiter.limit-for-period=0", "smsgist.rate-limiter.limit-for-period 1" },
				new String[] { "smsgist.rate-limiter.limit-refresh-period=0s",
						"smsgist.rate-limiter.limit-refresh-period 1ms" },
				new String[] { "smsgist.rate-limiter.timeout-duration=-1s",
						"smsgist.rate-limiter.timeout-duration negative" },
				new String[] { "smsgist.health.timeout=0s", "smsgist.health.timeout 1ms" },
				new String[] { "smsgist.health.cache-time-to-live=-1s", "smsgist.health.cache-time-to-live negative" },
				new String[] { "smsgist.http.redirects=follow", "smsgist.http.redirects dont-follow credentials" },
				new String[] { "smsgist.http.redirects=follow-when-possible", "smsgist.http.redirects dont-follow" },
				new String[] { "smsgist.http.ssl.bundle=nowhere",
						"smsgist.http.ssl.bundle nowhere spring.ssl.bundle" });
	}

	@Test
	void settingThatTheHttpClientRefusesIsNamed(CapturedOutput output) {
		assumeThat(ReflectionUtils.findMethod(HttpClientSettings.class, "cookieHandling"))
			.as("a setting of Spring Boot 4.1")
			.isNotNull();
		assertThat(startWith(output, "smsgist.http.cookie-handling=enable").description()).contains("smsgist.http",
				"cookie");
	}

	@ParameterizedTest
	@ValueSource(strings = { "smsgist.retry.enabled=false smsgist.retry.max-duration=200ms",
			"smsgist.retry.max-attempts=1 smsgist.retry.max-duration=200ms",
			"smsgist.rate-limiter.enabled=false smsgist.rate-limiter.limit-for-period=0",
			"smsgist.token.find-format=true smsgist.app-secret-key=tooshort smsgist.base-url=http://localhost:1",
			"smsgist.health.cache-time-to-live=0s", "smsgist.base-url=http://[::1]:8080/proxy/" })
	void settingThatDoesNoHarmIsAccepted(String settings) {
		String[] arguments = arguments(
				StringUtils.concatenateStringArrays(StubbedSmsGist.CREDENTIALS, settings.split(" ")));
		try (ConfigurableApplicationContext context = application(NeedsTemplate.class).run(arguments)) {
			assertThat(context.getBeansOfType(SmsGistTemplate.class)).hasSize(1);
		}
	}

	@Test
	void anErrorInACustomizerIsNotReportedAsAProperty() {
		assertThatException()
			.isThrownBy(() -> application(BrokenCustomizer.class).run(arguments(StubbedSmsGist.CREDENTIALS)))
			.havingRootCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage("broken");
	}

	/**
	 * Those of the application that this thread has started: what other tests have left
	 * behind may warn as well.
	 */
	private static Stream<String> warnings(CapturedOutput output) {
		String thread = "[" + Thread.currentThread().getName() + "]";
		return output.getAll().lines().filter((line) -> line.contains("WARN") && line.contains(thread));
	}

	private static Report startWith(CapturedOutput output, String... settings) {
		return start(output, NeedsTemplate.class,
				StringUtils.concatenateStringArrays(StubbedSmsGist.CREDENTIALS, settings));
	}

	private static Report start(CapturedOutput output, Class<?> application, String... settings) {
		return report(output, application(application), settings);
	}

	private static Report report(CapturedOutput output, SpringApplicationBuilder application, String... settings) {
		assertThatException().isThrownBy(() -> application.run(arguments(settings)));
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START")
			.doesNotContain(StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY)
			.doesNotContain("\tat ");
		Matcher report = REPORT.matcher(output.getAll());
		assertThat(report.find()).as(output.getAll()).isTrue();
		return new Report(report.group(1), report.group(2));
	}

	private static SpringApplicationBuilder application(Class<?> application) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE);
	}

	private static SpringApplicationBuilder requiring(Class<?> application, Class<?> bean) {
		return application(application).initializers(
				(context) -> ((GenericApplicationContext) context).registerBean("sender", String.class, () -> {
					context.getBean(bean);
					return "sender";
				}));
	}

	/**
	 * Later ones win, as on a command line they would not.
	 */
	private static String[] arguments(String... settings) {
		Map<String, String> last = new LinkedHashMap<>();
		Stream.of(settings)
			.filter(StringUtils::hasText)
			.forEach((setting) -> last.put(setting.substring(0, setting.indexOf('=')), setting));
		return last.values().stream().map((setting) -> "--" + setting).toArray(String[]::new);
	}

	record Report(String description, String action) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SmsGistAutoConfiguration.class, NettyResources.class, WebClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class, SslAutoConfiguration.class })
	static class Application {

	}

	@ImportAutoConfiguration({ SmsGistVerificationAutoConfiguration.class, SmsGistWebhookAutoConfiguration.class,
			SmsGistSandboxAutoConfiguration.class, SmsGistJdbcAutoConfiguration.class,
			SmsGistOutboxAutoConfiguration.class })
	static class EveryFeature extends Application {

		@Bean
		@ConditionalOnProperty("database")
		DataSource dataSource() {
			return new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build();
		}

	}

	static class NeedsTemplate extends Application {

		@Bean
		String sender(SmsGistTemplate template) {
			return "sender";
		}

	}

	static class NeedsOther extends Application {

		@Bean
		String sender(Thread other) {
			return "sender";
		}

	}

	static class NeedsOwnOperations extends Application {

		@Bean
		String sender(OwnOperations operations) {
			return "sender";
		}

	}

	interface OwnOperations extends SmsGistOperations {

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutAutoConfiguration {

		@Bean
		String sender(SmsGistTemplate template) {
			return "sender";
		}

	}

	static class NeedsQualified extends Application {

		@Bean
		SmsGistConnectionDetails connectionDetails() {
			return new SmsGistAutoConfigurationTests.OtherConnectionDetails();
		}

		@Bean
		String sender(@Qualifier("marketing") SmsGistTemplate template) {
			return "sender";
		}

	}

	static class BrokenCustomizer extends Application {

		@Bean
		SmsGistRetryConfigCustomizer broken() {
			return (builder) -> {
				throw new IllegalArgumentException("broken");
			};
		}

	}

}
