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
 * Reads and validates the body of a send. What is missing or of the wrong type is
 * answered with 400 and comes before what is not valid, which is answered with 422. All
 * faults of one kind are told at once.
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
		fields.throwIfFaulty(400);
		List<String> normalized = new ArrayList<>(recipients.size());
		for (int i = 0; i < recipients.size(); i++) {
			String recipient = channel.normalize(recipients.get(i));
			if (recipient != null) {
				normalized.add(recipient);
			}
			else {
				fields.fault("recipients[" + i + "] is not a valid "
						+ ((channel == Channel.EMAIL) ? "email address" : "phone number"));
			}
		}
		if (route != null && !route.equals("regular") && !route.equals("otp")) {
			fields.fault("route must be one of regular, otp");
		}
		if (replyTo != null && Channel.EMAIL.normalize(replyTo) == null) {
			fields.fault("reply_to is not a valid email address");
		}
		fields.throwIfFaulty(422);
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
	 * The fields of one body, with what is wrong with them.
	 */
	private static final class Fields {

		private final JsonNode body;

		private @Nullable StringBuilder faults;

		Fields(JsonNode body) {
			this.body = body;
		}

		List<String> recipients() {
			JsonNode node = this.body.get("recipients");
			if (node != null && node.isString() && !node.stringValue().isBlank()) {
				return List.of(node.stringValue());
			}
			if (isMissing(node) || node.isString() || node.isEmpty() && node.isArray()) {
				fault("recipients is required");
				return List.of();
			}
			List<String> recipients = new ArrayList<>(node.size());
			for (JsonNode element : node) {
				if (element.isString()) {
					recipients.add(element.stringValue());
				}
			}
			if (!node.isArray() || recipients.size() < node.size()) {
				fault("recipients must be a string or an array of strings");
			}
			return recipients;
		}

		String required(String name) {
			JsonNode node = this.body.get(name);
			if (isMissing(node) || node.isString() && node.stringValue().isBlank()) {
				fault(name + " is required");
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
				fault(name + " must be a boolean");
				return false;
			}
			return node.booleanValue();
		}

		private String string(String name, JsonNode node) {
			if (!node.isString()) {
				fault(name + " must be a string");
				return "";
			}
			return node.stringValue();
		}

		private boolean isMissing(@Nullable JsonNode node) {
			return node == null || node.isNull();
		}

		void fault(String fault) {
			if (this.faults == null) {
				this.faults = new StringBuilder(fault);
			}
			else {
				this.faults.append("; ").append(fault);
			}
		}

		void throwIfFaulty(int status) {
			if (this.faults != null) {
				throw new ApiException(status, this.faults.toString());
			}
		}

	}

}
