package io.github.smsgist.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SmsGistSandboxServer}.
 */
class SmsGistSandboxServerTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@Test
	void printedCurlLinesWork() throws Exception {
		try (SmsGistSandbox sandbox = start(Map.of(), "--port=0")) {
			String printed = printed();
			assertThat(printed).startsWith("The SMSGist sandbox listens at " + sandbox.url());
			Matcher lines = Pattern.compile("(?m)^  curl (.*)$").matcher(printed);
			int count = 0;
			while (lines.find()) {
				assertThat(curl(lines.group(1))).contains("\"status\":\"success\"");
				count++;
			}
			assertThat(count).isEqualTo(3);
			assertThat(sandbox.lastSmsTo("+233245972246").otp()).isEqualTo("482913");
		}
	}

	@Test
	void argumentsWinOverTheEnvironment() {
		Map<String, String> environment = Map.of("SMSGIST_SANDBOX_CLIENT_ID", "env-client", "SMSGIST_SANDBOX_BALANCE",
				"7.00", "SMSGIST_SANDBOX_PORT", "0", "SMSGIST_SANDBOX_TOKEN_CIPHER", "aes-256-cbc");
		try (SmsGistSandbox sandbox = start(environment, "--client-id=arg-client", "--client-secret=s",
				"--app-secret-key=0123456789abcdef0123456789abcdef", "--manual-clock",
				"--token-text=hex(iv + ciphertext)")) {
			assertThat(sandbox.credentials())
				.isEqualTo(new SandboxCredentials("arg-client", "s", "0123456789abcdef0123456789abcdef"));
			assertThat(sandbox.balance()).isEqualByComparingTo("7");
			assertThat(sandbox.clock().isManual()).isTrue();
			assertThat(sandbox.newToken()).matches("[0-9a-f]+");
			assertThat(sandbox.tokenFormat().cipher().name()).isEqualTo("AES_256_CBC");
			assertThat(printed()).doesNotContain("0123456789abcdef0123456789abcdef");
		}
	}

	@Test
	void assumptionsAreOptions() {
		try (SmsGistSandbox sandbox = start(Map.of("SMSGIST_SANDBOX_KEY_SCOPE", "operation"), "--port=0",
				"--key-in-progress=conflict", "--store-errors", "--retry-honors-idempotency-key=true",
				"--partly-failed-is-failed", "--mode=test", "--max-keys=7")) {
			assertThat(sandbox.assumptions())
				.isEqualTo(new SandboxAssumptions(KeyScope.OPERATION, KeyInProgress.CONFLICT, true, true, true));
			assertThat(sandbox.mode()).isEqualTo(CredentialMode.TEST);
			assertThat(sandbox.balance()).isEqualByComparingTo("100");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=x", "--store-errors=yes", "--key-scope=all", "--send-delay=2", "--balance=-1",
			"--max-keys=0" })
	void invalidValueIsRefused(String option) {
		assertThatIllegalArgumentException().isThrownBy(() -> start(Map.of(), option));
	}

	@Test
	void unknownOptionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> start(Map.of("SMSGIST_SANDBOX_PROT", "1"), "--port=0"))
			.withMessageContaining("SMSGIST_SANDBOX_PROT");
		assertThatIllegalArgumentException().isThrownBy(() -> start(Map.of(), "--prot=1"))
			.withMessageContaining("--port");
		assertThatIllegalArgumentException().isThrownBy(() -> start(Map.of(), "8025"));
	}

	private SmsGistSandbox start(Map<String, String> environment, String... args) {
		return SmsGistSandboxServer.start(args, environment, new PrintStream(this.out, true, StandardCharsets.UTF_8));
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Do what curl would do with these arguments.
	 */
	private String curl(String arguments) throws Exception {
		Matcher words = Pattern.compile("'([^']*)'|(\\S+)").matcher(arguments);
		HttpRequest.Builder request = HttpRequest.newBuilder();
		String option = "";
		while (words.find()) {
			String word = (words.group(1) != null) ? words.group(1) : words.group(2);
			switch (option) {
				case "-H" -> request.header(word.split(": ")[0], word.split(": ")[1]);
				case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(word));
				default -> {
					if (!word.startsWith("-")) {
						request.uri(URI.create(word));
					}
				}
			}
			option = option.isEmpty() && word.startsWith("-") ? word : "";
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
	}

}
