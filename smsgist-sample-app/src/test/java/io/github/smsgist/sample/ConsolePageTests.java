package io.github.smsgist.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page as the server makes it.
 */
@SpringBootTest
@AutoConfigureMockMvc
class ConsolePageTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void onTheSandboxItHasTheSandboxsControls() {
		assertThat(this.mvc.get().uri("/")).hasStatusOk()
			.bodyText()
			.contains("data-sandbox=\"true\"", "id=\"sandbox\"", ">Sandbox</span>")
			.doesNotContain("No webhook secret");
	}

	@Test
	void nothingInItNeedsMoreThanThisServer() {
		assertThat(this.mvc.get().uri("/"))
			.hasHeader("Content-Security-Policy",
					"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
							+ "form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
			.bodyText()
			.doesNotContain("https://", "<style", " style=", "onclick", "th:")
			.doesNotContainPattern("<script(?![^>]* src=)");
	}

}
