package io.github.smsgist.docs.queue;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

// tag::queue-kafka[]
@Component
class PaymentListener {

	private final SmsGistOutbox outbox;

	PaymentListener(SmsGistOutbox outbox) {
		this.outbox = outbox;
	}

	@KafkaListener(topics = "payments", groupId = "texts")
	void on(ConsumerRecord<String, Payment> delivered) {
		Payment payment = delivered.value();
		this.outbox.sendSms(SmsMessage.builder()
			.to(payment.phone())
			.message("We have received %s. Thank you.".formatted(payment.amount()))
			.idempotencyKey("%s-%d-%d".formatted(delivered.topic(), delivered.partition(), delivered.offset()))
			.build());
	}

	record Payment(String phone, String amount) {

	}

}
// end::queue-kafka[]
