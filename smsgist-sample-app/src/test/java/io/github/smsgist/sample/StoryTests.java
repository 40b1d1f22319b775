package io.github.smsgist.sample;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The application as a newcomer meets it: started with all defaults, and told what to
 * paste.
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
			assertThat(run("bash", "-c", commands.get(0))).contains("\"number\":\"77\"");
			assertThat(run("bash", "-c", commands.get(1))).contains("\"confirmation\":");
			Awaitility.await()
				.untilAsserted(() -> assertThat(application.sandbox().findLastSmsTo("+233245972246"))
					.hasValueSatisfying((message) -> assertThat(message.text()).contains("order 77")));
			assertThat(run("curl", "-s", application.sandbox().url() + "/")).contains("<h1>SMSGist sandbox</h1>");
			assertThat(output).contains(application.sandbox().url() + "/")
				.doesNotContain(application.sandbox().credentials().clientSecret());
		}
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
