package io.github.smsgist.slice;

import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import io.github.smsgist.verification.SmsGistVerifications;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A controller and the sandbox, and nothing else of the application.
 */
@WebMvcTest
@AutoConfigureSmsGistSandbox
class SandboxInSliceTests {

	@Test
	void theSandboxBringsTheTemplatesAndVerificationsIntoTheSlice(@Autowired MockMvcTester mvc,
			@Autowired SmsGistSandbox sandbox, @Autowired SmsGistVerifications verifications) {
		assertThat(mvc.post().uri("/welcome").param("phone", "0245972246")).hasStatusOk();
		assertThat(sandbox.lastSmsTo("+233245972246").text()).isEqualTo("Welcome to Makola");
		String id = verifications.start("0201234567").id();
		assertThat(verifications.check(id, sandbox.lastSmsTo("0201234567").otp()).isApproved()).isTrue();
	}

}
