package io.github.smsgist.docs.testing;

import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

// tag::three-lines[]
@SpringBootTest
@AutoConfigureSmsGistSandbox
class SignUpTests {

	@Test
	void textsTheCode(@Autowired SignUp signUp, @Autowired SmsGistSandbox sandbox) {
		signUp.begin("+233245972246");
		assertThat(sandbox.lastSmsTo("+233245972246").otp()).hasSize(6);
	}

}
// end::three-lines[]
