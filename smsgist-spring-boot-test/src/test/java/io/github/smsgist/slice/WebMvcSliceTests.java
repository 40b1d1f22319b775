package io.github.smsgist.slice;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@WebMvcTest
class WebMvcSliceTests extends AbstractSliceTests {

	@MockitoBean("mock")
	private SmsGistOperations smsGist;

	@Test
	void theControllerSendsThroughTheMock(@Autowired MockMvcTester mvc) {
		given(this.smsGist.sendSms("0245972246", "Welcome to Makola")).willReturn(SendReceipt.of("message-1"));
		assertThat(mvc.post().uri("/welcome").param("phone", "0245972246")).hasStatusOk()
			.bodyJson()
			.extractingPath("messageId")
			.isEqualTo("message-1");
	}

}
