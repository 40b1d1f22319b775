package io.github.smsgist.sample;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The application on the real service. Nothing is sent.
 */
@ExtendWith(OutputCaptureExtension.class)
class LiveProfileTests {

	private static final String[] CREDENTIALS = { "--spring.profiles.active=live", "--smsgist.client-id=id",
			"--smsgist.client-secret=secret", "--smsgist.app-secret-key=0123456789abcdef0123456789abcdef" };

	@Test
	void withCredentialsThereIsNoSandbox(CapturedOutput output) {
		try (Isolated application = new Isolated(CREDENTIALS)) {
			assertThat(application.context().getBeanProvider(SmsGistSandbox.class).stream()).isEmpty();
			assertThat(application.context().getBean(SmsGistConnectionDetails.class).getBaseUrl())
				.hasToString("https://api.smsgist.com");
			application.client()
				.get()
				.uri("/")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.value((page) -> assertThat(page).contains("Live: texts are sent and paid for")
					.doesNotContain("Sandbox: see what was texted"));
			application.client().post().uri("/smsgist/webhook").exchange().expectStatus().isNotFound();
			assertThat(output).contains("Ready, on the real service")
				.doesNotContain("secret=", "0123456789abcdef0123456789abcdef");
		}
	}

	@Test
	void withoutCredentialsItSaysWhichAreMissing(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> new SpringApplicationBuilder(SampleApplication.class).run("--server.port=0", CREDENTIALS[0]));
		assertThat(output).contains("APPLICATION FAILED TO START", "smsgist.client-id", "smsgist.client-secret",
				"smsgist.app-secret-key");
	}

}
