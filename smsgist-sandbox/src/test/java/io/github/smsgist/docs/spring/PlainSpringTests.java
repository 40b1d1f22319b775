package io.github.smsgist.docs.spring;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the sample of {@code docs/spring.md} for applications without Spring Boot, on the
 * class path of this module, which has nothing of Spring Boot.
 */
class PlainSpringTests {

	@BeforeEach
	void thereIsNoSpringBoot() throws Exception {
		assertThat(ClassUtils.isPresent("org.springframework.boot.SpringApplication", null)).isFalse();
		assertThat(new PathMatchingResourcePatternResolver().getResources("classpath*:org/springframework/boot/"))
			.isEmpty();
	}

	@Test
	void aPlainSpringApplicationSends() {
		try (SmsGistSandbox sandbox = SmsGistSandbox.start();
				AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			SandboxCredentials credentials = sandbox.credentials();
			context.registerBean(SmsGistConnection.class, () -> new SmsGistConnection(sandbox.url(),
					credentials.clientId(), credentials.clientSecret(), credentials.appSecretKey()));
			context.register(MessagingConfiguration.class);
			context.refresh();
			context.getBean(SmsGistTemplate.class).sendSms("+233245972246", "Hello");
			assertThat(sandbox.lastSmsTo("+233245972246").text()).isEqualTo("Hello");
		}
	}

}
