package io.github.smsgist.docs.testing;

import java.security.SecureRandom;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.DeliveryState;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;

import org.springframework.stereotype.Service;

/**
 * An application that texts codes.
 */
@Service
class SignUp {

	private final SmsGistOperations smsGist;

	private final SecureRandom random = new SecureRandom();

	SignUp(SmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	String begin(String phone) {
		return this.smsGist
			.sendSms(SmsMessage.builder()
				.to(phone)
				.message("Your code is %06d".formatted(this.random.nextInt(1_000_000)))
				.route(Route.OTP)
				.build())
			.messageId();
	}

	boolean isDelivered(String messageId) {
		return this.smsGist.getMessageStatus(messageId).state() == DeliveryState.DELIVERED;
	}

}
