package io.github.smsgist.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.error.SmsGistException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A command-line application in a separate process, whose class path has what the starter
 * brings and none of the servers and tools that the tests add: what is optional is really
 * missing there, and the process has to end by itself.
 */
class CommandLineApplicationTests {

	/**
	 * What the tests of this module have and the starter does not bring.
	 */
	private static final Pattern NOT_IN_STARTER = Pattern.compile("(spring-boot-(starter-)?"
			+ "(webmvc|webflux|jdbc|reactor-netty|netty|tomcat|tomcat-runtime|servlet|actuator|actuator-autoconfigure|health"
			+ "|micrometer-metrics|micrometer-observation|test|test-autoconfigure|test-classic|resttestclient|webmvc-test"
			+ "|webtestclient)|spring-webmvc|spring-jdbc|h2|HikariCP|db-scheduler|spring-test|tomcat-.*|jakarta\\.servlet.*|wiremock-.*|resilience4j-spring.*"
			+ "|micrometer-(core|jakarta9|observation-test)|httpclient5|httpcore5.*|junit-.*|mockito-.*|assertj-.*"
			+ "|reactor-test|archunit.*)-\\d.*\\.jar");

	private static final Pattern REACTOR_NETTY = Pattern
		.compile("(reactor-netty-.*|spring-boot-(starter-)?reactor-netty|netty-.*)-\\d.*\\.jar");

	/**
	 * As a level of the log. From JDK 24 on the Java runtime itself prints "WARNING:"
	 * where Netty loads its native library.
	 */
	private static final Pattern WARNING_OR_ERROR = Pattern.compile("\\b(WARN|ERROR)\\b");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void sendsAndEnds(boolean withReactorNetty) throws Exception {
		WireMockServer service = StubbedSmsGist.reset();
		service.stubFor(StubbedSmsGist.sms());
		String output = run(List.of(), classPath(withReactorNetty), StubbedSmsGist.properties());
		assertThat(output).contains("sent m-1 from AnnotationConfigApplicationContext")
			.contains("SMSGist at " + service.baseUrl())
			.doesNotContainPattern(WARNING_OR_ERROR)
			.doesNotContain(StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY);
		service.verify(1, postRequestedFor(urlEqualTo(StubbedSmsGist.SMS_PATH)));
	}

	/**
	 * Netty is there without its native code, which it misses at the first TLS connection
	 * and on macOS at the first look-up of a host.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Linux", "Mac OS X" })
	void doesNotMissNativeCode(String operatingSystem) throws Exception {
		String output = run(List.of("-Dos.name=" + operatingSystem), classPath(true),
				"smsgist.base-url=https://smsgist.invalid", "smsgist.client-id=id", "smsgist.client-secret=secret",
				"smsgist.app-secret-key=" + "k".repeat(32), "smsgist.retry.max-attempts=1");
		assertThat(output).contains("failed SmsGistTransportException")
			.doesNotContain("NoClassDefFoundError")
			.doesNotContainPattern(WARNING_OR_ERROR);
	}

	private String run(List<String> options, String classPath, String... properties)
			throws IOException, InterruptedException {
		Path output = this.directory.resolve("output.txt");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"-Dspring.reactor.netty.shutdown-quiet-period=0s"));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath));
		command.add(Application.class.getName());
		command.add("--logging.level.root=info");
		Arrays.stream(properties).map((property) -> "--" + property).forEach(command::add);
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.directory(this.directory.toFile())
			.start();
		assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
		String text = Files.readString(output);
		assertThat(process.exitValue()).as(text).isZero();
		return text;
	}

	private static String classPath(boolean withReactorNetty) {
		return Arrays
			.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
				.split(File.pathSeparator))
			.filter((entry) -> !NOT_IN_STARTER.matcher(new File(entry).getName()).matches())
			.filter((entry) -> withReactorNetty || !REACTOR_NETTY.matcher(new File(entry).getName()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		CommandLineRunner sender(SmsGistTemplate template, ApplicationContext context) {
			return (arguments) -> System.out.println(send(template) + " from " + context.getClass().getSimpleName());
		}

		private static String send(SmsGistTemplate template) {
			try {
				return "sent " + template.sendSms("0245972246", "Hello").messageId();
			}
			catch (SmsGistException ex) {
				return "failed " + ex.getClass().getSimpleName();
			}
		}

		public static void main(String[] arguments) {
			SpringApplication.run(Application.class, arguments);
		}

	}

}
