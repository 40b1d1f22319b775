package io.github.smsgist.autoconfigure;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.github.smsgist.internal.http.TokenFormatFinder;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TokenFormatFinderRunner}, against a service that decrypts the token as
 * the real one does.
 */
@ExtendWith(OutputCaptureExtension.class)
class TokenFormatFinderRunnerTests {

	/**
	 * The second of the candidates: half a second passes between two of them.
	 */
	private static final TokenFormat CBC = new TokenFormat(TokenCipher.AES_256_CBC, "utf8", "random",
			"base64(iv + ciphertext)");

	/**
	 * Not the shared event loops, which end with the application.
	 */
	private final LoopResources loops = LoopResources.create("service");

	private @Nullable DisposableServer service;

	private int requests;

	@AfterEach
	void stop() {
		if (this.service != null) {
			this.service.disposeNow(Duration.ofMinutes(1));
		}
		this.loops.disposeLater(Duration.ZERO, Duration.ofMinutes(1)).block();
	}

	@Test
	void namesTheFourPropertiesWhenAskedTo(CapturedOutput output) {
		start((token) -> isIn(CBC, token), 401);
		run("--smsgist.token.find-format=true");
		List<TokenFormat> candidates = TokenFormat.candidates(StubbedSmsGist.APP_SECRET_KEY);
		assertThat(output).contains("smsgist.token.find-format is set: trying up to %d ".formatted(candidates.size()))
			.containsPattern("SMSGist accepts this format of the bearer token\\. Set it and remove "
					+ "smsgist\\.token\\.find-format:\\R\\Rsmsgist\\.token\\.cipher=aes-256-cbc\\R"
					+ "smsgist\\.token\\.key=utf8\\Rsmsgist\\.token\\.iv=random\\R"
					+ "smsgist\\.token\\.text=base64\\(iv \\+ ciphertext\\)\\R")
			.doesNotContain(StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY);
		assertThat(this.requests).as("stops at the first that is accepted").isEqualTo(candidates.indexOf(CBC) + 1);
	}

	@Test
	void doesNothingUnlessAsked(CapturedOutput output) {
		start((token) -> isIn(CBC, token), 401);
		run();
		run("--smsgist.token.find-format=false");
		assertThat(this.requests).isZero();
		assertThat(output).doesNotContain("find-format");
	}

	@Test
	void saysSoWhenNoFormatIsAccepted(CapturedOutput output) {
		List<TokenFormat> candidates = TokenFormat.candidates(StubbedSmsGist.APP_SECRET_KEY);
		TokenFormatFinder finder = mock();
		given(finder.candidates()).willReturn(candidates);
		given(finder.find()).willReturn(Mono.empty());
		new TokenFormatFinderRunner(finder).run(new DefaultApplicationArguments());
		assertThat(output)
			.contains("SMSGist accepted none of the %d formats of the bearer token that were tried"
				.formatted(candidates.size()))
			.contains("key=utf8", "key=scrypt(key, 'salt')",
					"cipher=aes-256-gcm, iv=random, text=base64(iv + ciphertext + tag)")
			.contains("smsgist.client-id, smsgist.client-secret and smsgist.app-secret-key")
			.contains("TokenEncryptor");
	}

	@Test
	void endsEarlyWithoutStoppingTheApplication(CapturedOutput output) {
		start((token) -> false, 500);
		run("--smsgist.token.find-format=true");
		assertThat(this.requests).isOne();
		assertThat(output).contains("The search for the token format was aborted");
	}

	private void run(String... arguments) {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(StubbedSmsGist.CREDENTIALS)
			.properties("smsgist.base-url=http://localhost:" + this.service.port(),
					"logging.level.io.github.smsgist=info")
			.run(arguments)
			.close();
	}

	private void start(Predicate<String> accepts, int refusal) {
		this.service = HttpServer.create()
			.runOn(this.loops)
			.host("localhost")
			.port(0)
			.route((routes) -> routes.get(StubbedSmsGist.BALANCE_PATH, (request, response) -> {
				this.requests++;
				String token = request.requestHeaders().get(HttpHeaders.AUTHORIZATION).substring("Bearer ".length());
				boolean accepted = accepts.test(token);
				return response.status(accepted ? 200 : refusal)
					.header(HttpHeaders.CONTENT_TYPE, "application/json")
					.sendString(Mono
						.just(accepted ? "{\"status\":\"success\",\"message\":\"ok\",\"data\":{\"available\":1}}"
								: "{\"status\":\"error\",\"message\":\"no\",\"data\":null}"));
			}))
			.bindNow();
	}

	private static boolean isIn(TokenFormat format, String token) {
		try {
			return new AesTokenEncryptor(format).decrypt(token, StubbedSmsGist.APP_SECRET_KEY)
				.equals(StubbedSmsGist.CLIENT_SECRET);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SmsGistAutoConfiguration.class)
	static class Application {

	}

}
