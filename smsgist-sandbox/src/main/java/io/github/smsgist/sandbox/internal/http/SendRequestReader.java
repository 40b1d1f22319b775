package io.github.smsgist.sandbox.internal.http;

import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.sandbox.internal.service.ApiException;
import io.github.smsgist.sandbox.internal.service.Channel;
import io.github.smsgist.sandbox.internal.service.SendRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads and validates the body of a send. Missing fields and wrong types are reported
 * together with status 400. If there are none, invalid values are reported together with
 * status 422.
 */
public final class SendRequestReader {

	private final Envelope envelope;

	public SendRequestReader(Envelope envelope) {
		this.envelope = envelope;
	}

	public SendRequest read(Channel channel, byte[] body) {
		Fields fields = new Fields(parse(body));
		List<String> recipients = fields.recipients();
		String subject = (channel == Channel.EMAIL) ? fields.required("subject") : null;
		String text = fields.required((channel == Channel.EMAIL) ? "body" : "message");
		String route = fields.optional("route");
		String fromName = (channel == Channel.EMAIL) ? fields.optional("from_name") : null;
		String replyTo = (channel == Channel.EMAIL) ? fields.optional("reply_to") : null;
		boolean noTracking = channel == Channel.EMAIL && fields.flag("no_tracking");
		fields.throwIfInvalid(400);
		List<String> normalized = new ArrayList<>(recipients.size());
		for (int i = 0; i < recipients.size(); i++) {
			String recipient = channel.normalize(recipients.get(i));
			if (recipient != null) {
				normalized.add(recipient);
			}
			else {
				fields.error("recipients[" + i + "] is not a valid "
						+ ((channel == Channel.EMAIL) ? "email address" : "phone number"));
			}
		}
		if (route != null && !route.equals("regular") && !route.equals("otp")) {
			fields.error("route must be one of regular, otp");
		}
		if (replyTo != null && Channel.EMAIL.normalize(replyTo) == null) {
			fields.error("reply_to is not a valid email address");
		}
		fields.throwIfInvalid(422);
		return new SendRequest(channel, normalized, subject, text, (route != null) ? route : "regular", fromName,
				replyTo, noTracking);
	}

	private JsonNode parse(byte[] body) {
		JsonNode root;
		try {
			root = this.envelope.read(body);
		}
		catch (JacksonException ex) {
			throw new ApiException(400, "Malformed JSON");
		}
		if (!root.isObject()) {
			throw new ApiException(400, "The request body must be a JSON object");
		}
		return root;
	}

	/**
	 * Fields of a body, and their errors.
	 */
	private static final class Fields {

		private final JsonNode body;

		private @Nullable StringBuilder errors;

		Fields(JsonNode body) {
			this.body = body;
		}

		List<String> recipients() {
			JsonNode node = this.body.get("recipients");
			if (node != null && node.isString() && !node.stringValue().isBlank()) {
				return List.of(node.stringValue());
			}
			if (isMissing(node) || node.isString() || node.isEmpty() && node.isArray()) {
				error("recipients is required");
				return List.of();
			}
			List<String> recipients = new ArrayList<>(node.size());
			for (JsonNode element : node) {
				if (element.isString()) {
					recipients.add(element.stringValue());
				}
			}
			if (!node.isArray() || recipients.size() < node.size()) {
				error("recipients must be a string or an array of strings");
			}
			return recipients;
		}

		String required(String name) {
			JsonNode node = this.body.get(name);
			if (isMissing(node) || node.isString() && node.stringValue().isBlank()) {
				error(name + " is required");
				return "";
			}
			return string(name, node);
		}

		@Nullable String optional(String name) {
			JsonNode node = this.body.get(name);
			return isMissing(node) ? null : string(name, node);
		}

		boolean flag(String name) {
			JsonNode node = this.body.get(name);
			if (isMissing(node)) {
				return false;
			}
			if (!node.isBoolean()) {
				error(name + " must be a boolean");
				return false;
			}
			return node.booleanValue();
		}

		private String string(String name, JsonNode node) {
			if (!node.isString()) {
				error(name + " must be a string");
				return "";
			}
			return node.stringValue();
		}

		private boolean isMissing(@Nullable JsonNode node) {
			return node == null || node.isNull();
		}

		void error(String error) {
			if (this.errors == null) {
				this.errors = new StringBuilder(error);
			}
			else {
				this.errors.append("; ").append(error);
			}
		}

		void throwIfInvalid(int status) {
			if (this.errors != null) {
				throw new ApiException(status, this.errors.toString());
			}
		}

	}

}
