package io.github.smsgist.docs.spring;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * An application's test with mocks in place of the templates, without credentials.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class MockitoBeanTests {

	@MockitoBean
	private SmsGistOperations operations;

	@MockitoBean
	private ReactiveSmsGistOperations reactiveOperations;

	@Test
	void mocksStandInForTheTemplates(@Autowired SmsGistOperations injected) {
		injected.sendSms("+233245972246", "Hello");
		then(this.operations).should().sendSms("+233245972246", "Hello");
		assertThat(Mockito.mockingDetails(this.reactiveOperations).isMock()).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
