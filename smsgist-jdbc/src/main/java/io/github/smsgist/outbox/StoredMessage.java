package io.github.smsgist.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stored form of a message and its attempts. Keeps unknown fields, which a newer release
 * may have written.
 */
final class StoredMessage {

	/**
	 * Increased when an older release could not send the message correctly. The meaning
	 * of {@code unknownSince} must not change, because an older release sets it when the
	 * worker of a newer one has died.
	 */
	static final int VERSION = 1;

	private static final int MAX_DETAIL_LENGTH = 500;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ObjectNode fields;

	private StoredMessage(ObjectNode fields) {
		this.fields = fields;
	}

	static StoredMessage of(SmsMessage message, OutboxOptions options) {
		ObjectNode fields = fields("sms", message.recipients(), message.route(), options);
		fields.put("message", message.message());
		return new StoredMessage(fields);
	}

	static StoredMessage of(EmailMessage message, OutboxOptions options) {
		ObjectNode fields = fields("email", message.recipients(), message.route(), options);
		fields.put("subject", message.subject());
		fields.put("body", message.body());
		fields.put("fromName", message.fromName());
		fields.put("replyTo", message.replyTo());
		fields.put("noTracking", message.noTracking());
		return new StoredMessage(fields);
	}

	private static ObjectNode fields(String type, List<String> recipients, @Nullable Route route,
			OutboxOptions options) {
		ObjectNode fields = JSON.createObjectNode();
		fields.put("version", VERSION);
		fields.put("type", type);
		ArrayNode to = fields.putArray("recipients");
		recipients.forEach(to::add);
		fields.put("route", (route != null) ? LowerCaseName.of(route) : null);
		fields.put("campaign", options.campaign());
		fields.put("notAfter", (options.notAfter() != null) ? options.notAfter().toString() : null);
		return fields;
	}

	/**
	 * Read a stored message.
	 * @throws IllegalArgumentException if it is not one
	 */
	static StoredMessage read(byte[] bytes) {
		try {
			if (JSON.readTree(bytes) instanceof ObjectNode fields && fields.path("version").isInt()) {
				return new StoredMessage(fields);
			}
		}
		catch (JacksonException ex) {
			// Its message quotes what it read, which may be a number or a text.
		}
		throw new IllegalArgumentException("The stored message cannot be read");
	}

	byte[] write() {
		return JSON.writeValueAsBytes(this.fields);
	}

	boolean isNewerThanThisRelease() {
		return this.fields.path("version").asInt() > VERSION;
	}

	boolean isSms() {
		return "sms".equals(text("type"));
	}

	SmsMessage toSms(String key) {
		return new SmsMessage(recipients(), required("message"), route(), key);
	}

	EmailMessage toEmail(String key) {
		JsonNode noTracking = this.fields.path("noTracking");
		return new EmailMessage(recipients(), required("subject"), required("body"), text("fromName"), text("replyTo"),
				noTracking.isBoolean() ? noTracking.booleanValue() : null, route(), key);
	}

	private List<String> recipients() {
		List<String> recipients = new ArrayList<>();
		this.fields.path("recipients").forEach((recipient) -> recipients.add(recipient.asString("")));
		return recipients;
	}

	private @Nullable Route route() {
		String route = text("route");
		return (route != null) ? Route.valueOf(route.toUpperCase(Locale.ROOT)) : null;
	}

	@Nullable String campaign() {
		return text("campaign");
	}

	@Nullable Instant notAfter() {
		return time("notAfter");
	}

	/**
	 * Return the time since which the outcome has been unknown.
	 */
	@Nullable Instant unknownSince() {
		return time("unknownSince");
	}

	int attempts() {
		return this.fields.path("attempts").asInt(0);
	}

	@Nullable String detail() {
		return text("detail");
	}

	/**
	 * Return the service's id of a message that was sent, but whose event could not be
	 * published.
	 */
	@Nullable String messageId() {
		return text("messageId");
	}

	@Nullable ParkedReason parkedReason() {
		String reason = text("parkedReason");
		return (reason != null) ? ParkedReason.read(reason) : null;
	}

	@Nullable Instant parkedAt() {
		return time("parkedAt");
	}

	StoredMessage unknownSince(Instant time) {
		return (unknownSince() != null) ? this : with("unknownSince", time.toString());
	}

	StoredMessage failed(String detail) {
		StoredMessage failed = with("detail", shortened(detail));
		failed.fields.put("attempts", attempts() + 1);
		return failed;
	}

	StoredMessage sent(String messageId) {
		return with("messageId", messageId);
	}

	StoredMessage parked(ParkedReason reason, String detail, Instant now) {
		return with("parkedReason", reason.name()).with("parkedAt", now.toString()).with("detail", shortened(detail));
	}

	StoredMessage resumed() {
		StoredMessage resumed = new StoredMessage(this.fields.deepCopy());
		resumed.fields.remove(List.of("parkedReason", "parkedAt", "unknownSince", "notAfter", "attempts"));
		return resumed;
	}

	private StoredMessage with(String name, String value) {
		ObjectNode copy = this.fields.deepCopy();
		copy.put(name, value);
		return new StoredMessage(copy);
	}

	private static String shortened(String detail) {
		return (detail.length() > MAX_DETAIL_LENGTH) ? detail.substring(0, MAX_DETAIL_LENGTH) : detail;
	}

	private String required(String name) {
		String value = text(name);
		if (value == null) {
			throw new IllegalArgumentException("The stored message has no " + name);
		}
		return value;
	}

	private @Nullable String text(String name) {
		JsonNode value = this.fields.path(name);
		return value.isString() ? value.stringValue() : null;
	}

	private @Nullable Instant time(String name) {
		String value = text(name);
		return (value != null) ? Instant.parse(value) : null;
	}

	@Override
	public String toString() {
		return "StoredMessage[version=%s]".formatted(this.fields.path("version"));
	}

}
