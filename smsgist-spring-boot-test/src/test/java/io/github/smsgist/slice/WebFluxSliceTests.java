package io.github.smsgist.slice;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.mockito.BDDMockito.given;

@WebFluxTest
class WebFluxSliceTests extends AbstractSliceTests {

	@MockitoBean("mock")
	private ReactiveSmsGistOperations smsGist;

	@Test
	void theControllerSendsThroughTheMock(@Autowired WebTestClient client) {
		given(this.smsGist.sendSms("0245972246", "Welcome to Makola"))
			.willReturn(Mono.just(SendReceipt.of("message-1")));
		client.post()
			.uri("/welcome?phone=0245972246")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.messageId")
			.isEqualTo("message-1");
	}

}
