package io.github.smsgist.docs.recipes;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.SmsMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

// tag::queue[]
@Component
class ShipmentListener {

	private static final Log logger = LogFactory.getLog(ShipmentListener.class);

	private final SmsGistOperations smsGist;

	ShipmentListener(SmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	// With the annotation of your broker: @RabbitListener, @KafkaListener, @SqsListener
	void on(Shipment shipment) {
		try {
			this.smsGist.sendSms(SmsMessage.builder()
				.to(shipment.phone())
				.message("Order " + shipment.orderId() + " is on its way.")
				.idempotencyKey("order-" + shipment.orderId() + "-shipped")
				.build());
		}
		catch (IllegalArgumentException | SmsGistBadRequestException | SmsGistValidationException ex) {
			// Would fail again however often it is delivered.
			logger.warn("Order %s: %s".formatted(shipment.orderId(), ex.getMessage()));
		}
	}

	record Shipment(String orderId, String phone) {

	}

}
// end::queue[]
