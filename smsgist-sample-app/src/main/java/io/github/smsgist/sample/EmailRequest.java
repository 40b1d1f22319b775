package io.github.smsgist.sample;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Route;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/emails}.
 *
 * @param recipients one address or several
 * @param subject the subject
 * @param body plain text or HTML
 * @param fromName the sender's display name
 * @param replyTo the address that replies go to
 * @param noTracking whether opens and clicks are left untracked
 * @param route {@code regular} or {@code otp}
 */
record EmailRequest(
		@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> recipients,
		@Nullable String subject, @Nullable String body, @Nullable String fromName, @Nullable String replyTo,
		@Nullable Boolean noTracking, @Nullable Route route) {

	EmailMessage toMessage(@Nullable String idempotencyKey) {
		return EmailMessage.builder()
			.to(Objects.requireNonNullElse(this.recipients, List.of()))
			.subject(Objects.requireNonNullElse(this.subject, ""))
			.body(Objects.requireNonNullElse(this.body, ""))
			.fromName(this.fromName)
			.replyTo(this.replyTo)
			.noTracking(this.noTracking)
			.route(this.route)
			.idempotencyKey(idempotencyKey)
			.build();
	}

	/**
	 * Return a text that tells neither whom the message is for nor what it says.
	 */
	@Override
	public String toString() {
		return "EmailRequest[noTracking=" + this.noTracking + ", route=" + this.route + "]";
	}

}
