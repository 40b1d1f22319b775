package io.github.smsgist.sample;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/sms}.
 *
 * @param recipients one phone number or several
 * @param message the text
 * @param route {@code regular} or {@code otp}
 */
record SmsRequest(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> recipients,
		@Nullable String message, @Nullable Route route) {

	SmsMessage toMessage(@Nullable String idempotencyKey) {
		return SmsMessage.builder()
			.to(Objects.requireNonNullElse(this.recipients, List.of()))
			.message(Objects.requireNonNullElse(this.message, ""))
			.route(this.route)
			.idempotencyKey(idempotencyKey)
			.build();
	}

	/**
	 * Return a text that tells neither whom the message is for nor what it says.
	 */
	@Override
	public String toString() {
		return "SmsRequest[route=" + this.route + "]";
	}

}
