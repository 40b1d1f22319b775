package io.github.smsgist.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.stream.Stream;

import io.github.smsgist.model.MessageStatus.RecipientStatus;
import io.github.smsgist.model.SendReceipt.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that messages and what is received for them may wait in a session, a cache or a
 * queue, and that a user's unit test builds each in one call.
 */
class SerializationTests {

	@ParameterizedTest
	@MethodSource("values")
	void everyValueComesBackAsItWas(Object value) throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
			output.writeObject(value);
		}
		try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			assertThat(input.readObject()).isEqualTo(value);
		}
	}

	static Stream<Object> values() {
		return Stream.of(
				SmsMessage.builder().to("0245972246").message("Hello").route(Route.OTP).idempotencyKey("k").build(),
				EmailMessage.builder().to("ama@example.com").subject("Hi").body("Hello").noTracking(true).build(),
				SendReceipt.of("m-1"), RetryReceipt.of("m-2", "m-1"),
				MessageStatus.of("m-1", "+233245972246", DeliveryState.SENT), new Recipient("r-1", "+233245972246"),
				CreditBalance.of(new BigDecimal("125.50")), SmsSegments.of("Hello"));
	}

	@ParameterizedTest
	@MethodSource("states")
	void aStatusIsBuiltInOneCall(DeliveryState state) {
		MessageStatus status = MessageStatus.of("m-1", "+233245972246", state);
		assertThat(status.state()).isEqualTo(state);
		assertThat(status.delivered() + status.failed() + status.pending()).isEqualTo(status.totalRecipients());
		assertThat(status.recipients()).singleElement()
			.extracting(RecipientStatus::state)
			.isEqualTo((state.isFinal()) ? state : DeliveryState.SENT);
	}

	static Stream<DeliveryState> states() {
		return Stream.of(DeliveryState.values()).filter((state) -> state != DeliveryState.OTHER);
	}

	@Test
	void aReceiptIsBuiltInOneCall() {
		assertThat(SendReceipt.of("m-1").state()).isEqualTo(DeliveryState.QUEUED);
		assertThat(RetryReceipt.of("m-2", "m-1").state()).isEqualTo(DeliveryState.QUEUED);
		assertThat(CreditBalance.of(BigDecimal.TEN).available()).isEqualTo(BigDecimal.TEN);
	}

}
