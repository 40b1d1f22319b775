package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Base class for the builders of messages.
 *
 * @param <B> the type of the builder
 */
abstract sealed class MessageBuilder<B extends MessageBuilder<B>> permits SmsMessage.Builder, EmailMessage.Builder {

	final List<String> recipients = new ArrayList<>();

	@Nullable Route route;

	@Nullable String idempotencyKey;

	abstract B self();

	/**
	 * Add recipients.
	 * @param recipients for an SMS, phone numbers in E.164 ({@code +233245972246}) or in
	 * the national form of the default region ({@code 0245972246}); for an email,
	 * addresses
	 * @return this builder
	 */
	public B to(String... recipients) {
		return to((recipients != null) ? Arrays.asList(recipients) : List.of());
	}

	/**
	 * Add recipients.
	 * @param recipients phone numbers or addresses, as in {@link #to(String...)}
	 * @return this builder
	 */
	public B to(Collection<String> recipients) {
		if (recipients != null) {
			this.recipients.addAll(recipients);
		}
		return self();
	}

	/**
	 * Set the route.
	 * @param route the route, {@code null} for the service's default
	 * @return this builder
	 */
	public B route(@Nullable Route route) {
		this.route = route;
		return self();
	}

	/**
	 * Set the idempotency key. SMSGist sends once per key within 24 hours. Use a key that
	 * identifies the occasion and survives a restart, such as {@code order-77-shipped}.
	 * @param idempotencyKey up to 255 printable ASCII characters, or {@code null} to
	 * generate a key
	 * @return this builder
	 */
	public B idempotencyKey(@Nullable String idempotencyKey) {
		this.idempotencyKey = idempotencyKey;
		return self();
	}

}
