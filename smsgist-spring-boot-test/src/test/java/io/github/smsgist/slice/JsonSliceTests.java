package io.github.smsgist.slice;

import io.github.smsgist.model.SendReceipt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.boot.test.json.JacksonTester;

import static org.assertj.core.api.Assertions.assertThat;

@JsonTest
class JsonSliceTests extends AbstractSliceTests {

	@Autowired
	private JacksonTester<SendReceipt> json;

	@Test
	void theApplicationsJsonIsTested() throws Exception {
		assertThat(this.json.write(SendReceipt.of("message-1"))).extractingJsonPathStringValue("messageId")
			.isEqualTo("message-1");
	}

}
