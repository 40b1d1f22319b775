package io.github.smsgist.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The application as a newcomer meets it: started with all defaults, told what to paste,
 * and followed over its stream until signed webhooks have brought the news.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoryTests {

	@Test
	void whatIsPrintedCanBePasted(CapturedOutput output) throws Exception {
		assumeTrue(isInstalled("bash") && isInstalled("curl"), "Skipped: needs bash and curl");
		try (Isolated application = new Isolated()) {
			List<String> commands = output.getOut().lines().filter((line) -> line.startsWith("curl ")).toList();
			assertThat(commands).hasSize(2);
			assertThat(run("bash", "-c", commands.get(0))).contains("\"status\":\"queued\"", "\"messageId\":");
			assertThat(application.sandbox().lastSmsTo("+233245972246").text()).isEqualTo("Hello from SMSGist");
			assertThat(run("bash", "-c", commands.get(1))).contains("\"balance\":", "\"currency\":\"GHS\"");
			assertThat(output).doesNotContain("+233245972246\"]", application.sandbox().credentials().clientSecret());
		}
	}

	@Test
	void aMessageIsFollowedFromTheSendToTheDelivery() throws Exception {
		try (Isolated application = new Isolated("--smsgist.sandbox.sent-after=20ms",
				"--smsgist.sandbox.delivered-after=20ms")) {
			SmsGistSandbox sandbox = application.sandbox();
			String port = application.context().getEnvironment().getProperty("local.server.port");
			HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/console/events")).build(),
						HttpResponse.BodyHandlers.ofLines());
			Iterator<String> lines = stream.body().iterator();
			assertThat(next(lines, (line) -> line.startsWith("data:")))
				.isEqualTo("data:{\"messages\":[],\"calls\":[]}");

			sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).serverError();
			send(application, "+233245972246");
			assertThat(next(lines, (line) -> line.contains("\"attempts\"") && line.contains("\"status\":500")))
				.contains("\"operation\":\"Send the SMS\"");
			assertThat(next(lines, (line) -> line.contains("\"attempts\"") && line.contains("\"status\":201")))
				.contains("\"status\":500");
			assertThat(next(lines, (line) -> line.contains("\"status\":\"delivered\",\"createdAt\"")))
				.contains("\"text\":\"Hello\"");
			assertThat(sandbox.messageCount()).isEqualTo(1);

			send(application, "+233245970001");
			assertThat(next(lines, (line) -> line.contains("Number not reachable"))).contains("\"retryable\":true");
		}
	}

	@Test
	void anOpenPageDoesNotHoldUpTheShutdown() throws Exception {
		Isolated application = new Isolated("--spring.lifecycle.timeout-per-shutdown-phase=1m");
		String port = application.context().getEnvironment().getProperty("local.server.port");
		HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/console/events")).build(),
					HttpResponse.BodyHandlers.ofLines());
		Iterator<String> lines = stream.body().iterator();
		next(lines, (line) -> line.startsWith("data:"));
		ConsoleStream console = application.context().getBean(ConsoleStream.class);
		assertThat(console.pages()).isEqualTo(1);
		application.close();
		assertThat(console.pages()).isZero();
		while (lines.hasNext()) {
			lines.next();
		}
	}

	private static void send(Isolated application, String recipient) {
		application.client()
			.post()
			.uri("/api/sms")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"recipients\": \"%s\", \"message\": \"Hello\"}".formatted(recipient))
			.exchange()
			.expectStatus()
			.isCreated();
	}

	private static String next(Iterator<String> lines, Predicate<String> condition) {
		while (lines.hasNext()) {
			String line = lines.next();
			if (condition.test(line)) {
				return line;
			}
		}
		throw new AssertionError("The stream ended");
	}

	private static boolean isInstalled(String command) {
		try {
			run(command, "--version");
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String run(String... command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		return new String(process.getInputStream().readAllBytes());
	}

}
