package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.github.smsgist.sandbox.internal.http.Answer;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.http.LocalAccess;
import io.github.smsgist.sandbox.internal.service.ApiException;
import io.github.smsgist.sandbox.internal.service.Message;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Control of a sandbox over HTTP, for tests in other processes and languages. Speaks the
 * API's envelope, and answers what {@link LocalAccess} allows.
 *
 * <pre class="code">
 * GET    /_sandbox/state
 * GET    /_sandbox/messages
 * GET    /_sandbox/messages/{id}
 * POST   /_sandbox/messages/{id}/open | click
 * GET    /_sandbox/requests
 * POST   /_sandbox/faults           {"fault":"error","status":503,"times":2,"operations":["send_sms"]}
 * DELETE /_sandbox/faults
 * POST   /_sandbox/clock/advance    {"duration":"PT1M"}
 * PUT    /_sandbox/credits          {"balance":5.00}
 * PUT    /_sandbox/mode             {"mode":"dryrun"}
 * PUT    /_sandbox/recipients       {"recipient":"+233245970001","reachable":true}
 * GET    /_sandbox/webhooks
 * POST   /_sandbox/webhooks         {"url":"http://localhost:8080/hook","secret":"…"}
 * DELETE /_sandbox/webhooks
 * POST   /_sandbox/webhooks/faults  {"fault":"bad_signature","times":1}
 * POST   /_sandbox/reset
 * </pre>
 */
final class ControlApi {

	static final String PREFIX = "/_sandbox/";

	private final SmsGistSandbox sandbox;

	private final Envelope envelope;

	private final @Nullable ConsoleApi console;

	ControlApi(SmsGistSandbox sandbox, Envelope envelope, @Nullable ConsoleApi console) {
		this.sandbox = sandbox;
		this.envelope = envelope;
		this.console = console;
	}

	Answer answer(String method, String uri, byte[] body) {
		try {
			QueryStringDecoder address = new QueryStringDecoder(uri);
			String path = address.path();
			ConsoleApi console = this.console;
			if (console != null && method.equals("GET") && path.startsWith(Console.PREFIX)) {
				Map<String, String> query = new HashMap<>();
				address.parameters().forEach((name, values) -> query.put(name, values.get(0)));
				return ok("Console", console.read(path.substring(Console.PREFIX.length()), query));
			}
			return route(method, path.substring(PREFIX.length()), body);
		}
		catch (ApiException ex) {
			return this.envelope.error(ex.status(), String.valueOf(ex.getMessage()));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return this.envelope.error(422, String.valueOf(ex.getMessage()));
		}
	}

	private Answer route(String method, String path, byte[] body) {
		switch (method + " " + path) {
			case "GET state" -> {
				return ok("State", state());
			}
			case "GET messages" -> {
				return ok("Messages", this.sandbox.messages().stream().map(OutboxMessage::new).toList());
			}
			case "GET requests" -> {
				return ok("Requests", this.sandbox.requests().stream().map(JournalEntry::new).toList());
			}
			case "POST faults" -> addFault(new Options(parse(body)));
			case "DELETE faults" -> this.sandbox.faults().clear();
			case "POST clock/advance" -> this.sandbox.clock().advance(new Options(parse(body)).duration("duration"));
			case "PUT credits" -> this.sandbox.setBalance(new Options(parse(body)).decimal("balance"));
			case "PUT mode" -> this.sandbox.setMode(new Options(parse(body)).word("mode", CredentialMode.class));
			case "PUT recipients" -> setReachable(new Options(parse(body)));
			case "GET webhooks" -> {
				return ok("Deliveries", this.sandbox.webhooks().deliveries());
			}
			case "POST webhooks" -> {
				Options options = new Options(parse(body));
				this.sandbox.webhooks().deliverTo(URI.create(options.string("url")), options.string("secret"));
			}
			case "DELETE webhooks" -> this.sandbox.webhooks().stop();
			case "POST webhooks/faults" -> addWebhookFault(new Options(parse(body)));
			case "POST reset" -> this.sandbox.reset();
			default -> {
				return resource(method, path, body);
			}
		}
		return ok("Done", state());
	}

	private Answer resource(String method, String path, byte[] body) {
		String[] parts = path.split("/");
		if (this.console != null && method.equals("POST") && path.matches("console/webhooks/\\d+/send")) {
			this.console.sendAgain(parts[2], new Options(parse(body)).string("variant"));
			return ok("Done", state());
		}
		if (parts[0].equals("messages") && parts.length == 2 && method.equals("GET")) {
			return this.sandbox.messages()
				.stream()
				.filter((message) -> message.messageId().equals(parts[1]))
				.findFirst()
				.map((message) -> ok("Message", new OutboxMessage(message)))
				.orElseThrow(() -> new ApiException(404, "Message not found"));
		}
		if (parts[0].equals("messages") && parts.length == 3 && method.equals("POST")) {
			switch (parts[2]) {
				case "open" -> this.sandbox.open(parts[1]);
				case "click" -> this.sandbox.click(parts[1]);
				default -> throw new ApiException(404, "Not found");
			}
			return ok("Done", state());
		}
		throw new ApiException(404, "Not found");
	}

	private void setReachable(Options options) {
		String recipient = options.string("recipient");
		if (options.flag("reachable")) {
			this.sandbox.makeReachable(recipient);
		}
		else {
			this.sandbox.makeUnreachable(recipient);
		}
	}

	private void addFault(Options options) {
		String fault = options.string("fault");
		if (fault.equals("rate_limit")) {
			RequestLimit kind = options.has("kind") ? options.word("kind", RequestLimit.class)
					: RequestLimit.TOKEN_BUCKET;
			this.sandbox.faults()
				.limitPerSecond(options.number("per_second", null), kind,
						options.has("retry_after") && options.flag("retry_after"));
			return;
		}
		Consumer<SandboxFaults.Plan> completion = completion(fault, options);
		List<SandboxOperation> operations = options.words("operations", SandboxOperation.class);
		int times = options.number("times", 1);
		int seed = options.number("seed", 0);
		SandboxFaults faults = this.sandbox.faults();
		SandboxFaults.Plan plan = options.has("rate") ? faults.rate(options.decimal("rate").doubleValue(), seed)
				: faults.next(times);
		if (!operations.isEmpty()) {
			plan.on(operations.get(0), operations.toArray(SandboxOperation[]::new));
		}
		completion.accept(plan);
	}

	private static Consumer<SandboxFaults.Plan> completion(String fault, Options options) {
		return switch (fault) {
			case "too_many_requests" -> tooManyRequests(options);
			case "error" -> {
				int status = options.number("status", 500);
				yield (plan) -> plan.error(status);
			}
			case "error_after_processing" -> {
				int status = options.number("status", 500);
				yield (plan) -> plan.errorAfterProcessing(status);
			}
			case "html" -> {
				int status = options.number("status", 502);
				yield (plan) -> plan.html(status);
			}
			case "reset" -> SandboxFaults.Plan::resetBeforeProcessing;
			case "lose_answer" -> SandboxFaults.Plan::loseAnswer;
			case "junk" -> SandboxFaults.Plan::junk;
			case "half_answer" -> SandboxFaults.Plan::halfAnswer;
			case "drip" -> {
				Duration pause = options.duration("duration");
				yield (plan) -> plan.drip(pause);
			}
			case "delay" -> {
				Duration delay = options.duration("duration");
				yield (plan) -> plan.delay(delay);
			}
			default -> throw new ApiException(422,
					"fault must be one of too_many_requests, rate_limit, error, error_after_processing, html, reset, "
							+ "lose_answer, junk, half_answer, drip, delay");
		};
	}

	private static Consumer<SandboxFaults.Plan> tooManyRequests(Options options) {
		if (!options.has("retry_after")) {
			return SandboxFaults.Plan::tooManyRequests;
		}
		Duration retryAfter = options.duration("retry_after");
		boolean date = options.has("as_date") && options.flag("as_date");
		return (plan) -> {
			if (date) {
				plan.tooManyRequestsWithDate(retryAfter);
			}
			else {
				plan.tooManyRequests(retryAfter);
			}
		};
	}

	private void addWebhookFault(Options options) {
		Consumer<SandboxWebhooks.Plan> completion = switch (options.string("fault")) {
			case "late" -> {
				Duration late = options.duration("duration");
				yield (plan) -> plan.late(late);
			}
			case "repeat" -> SandboxWebhooks.Plan::twice;
			case "reverse" -> SandboxWebhooks.Plan::reversed;
			case "bad_signature" -> SandboxWebhooks.Plan::wronglySigned;
			default -> throw new ApiException(422, "fault must be one of late, repeat, reverse, bad_signature");
		};
		completion.accept(this.sandbox.webhooks().next(options.number("times", 1)));
	}

	private State state() {
		return new State(this.sandbox.clock().now(), this.sandbox.clock().isManual(), word(this.sandbox.mode()),
				this.sandbox.balance(), this.sandbox.reserved(), this.sandbox.available(), this.sandbox.messageCount(),
				this.sandbox.requestCount());
	}

	private Answer ok(String message, Object data) {
		return this.envelope.success(200, message, data);
	}

	private JsonNode parse(byte[] body) {
		try {
			JsonNode node = this.envelope.read(body);
			if (node.isObject()) {
				return node;
			}
		}
		catch (JacksonException ex) {
			// Answered like every other body that is not an object.
		}
		throw new ApiException(400, "The request body must be a JSON object");
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The fields of a command.
	 */
	private record Options(JsonNode node) {

		boolean has(String name) {
			return this.node.hasNonNull(name);
		}

		String string(String name) {
			JsonNode value = this.node.get(name);
			if (value == null || !value.isString()) {
				throw new ApiException(400, name + " must be a string");
			}
			return value.stringValue();
		}

		boolean flag(String name) {
			JsonNode value = this.node.get(name);
			if (value == null || !value.isBoolean()) {
				throw new ApiException(400, name + " must be a boolean");
			}
			return value.booleanValue();
		}

		BigDecimal decimal(String name) {
			JsonNode value = this.node.get(name);
			if (value == null || !value.isNumber()) {
				throw new ApiException(400, name + " must be a number");
			}
			return value.decimalValue();
		}

		int number(String name, @Nullable Integer fallback) {
			JsonNode value = this.node.get(name);
			if (value == null && fallback != null) {
				return fallback;
			}
			if (value == null || !value.isInt()) {
				throw new ApiException(400, name + " must be a whole number");
			}
			return value.intValue();
		}

		/**
		 * Read a duration, in ISO-8601 or as a number of seconds.
		 */
		Duration duration(String name) {
			JsonNode value = this.node.get(name);
			if (value != null && value.isNumber()) {
				return Duration.ofMillis(value.decimalValue().movePointRight(3).longValue());
			}
			try {
				return Duration.parse(string(name));
			}
			catch (DateTimeParseException ex) {
				throw new ApiException(400, name + " must be seconds or an ISO-8601 duration such as PT1M");
			}
		}

		<E extends Enum<E>> E word(String name, Class<E> type) {
			return constant(name, string(name), type);
		}

		<E extends Enum<E>> List<E> words(String name, Class<E> type) {
			List<E> words = new ArrayList<>();
			JsonNode values = this.node.get(name);
			if (values != null) {
				for (JsonNode value : values) {
					words.add(constant(name, value.asString(), type));
				}
			}
			return words;
		}

		private <E extends Enum<E>> E constant(String name, String word, Class<E> type) {
			List<String> known = new ArrayList<>();
			for (E constant : type.getEnumConstants()) {
				String lower = ControlApi.word(constant);
				if (lower.equals(word)) {
					return constant;
				}
				known.add(lower);
			}
			throw new ApiException(422, name + " must be of " + String.join(", ", known));
		}

	}

	private record State(Instant time, boolean manualClock, String mode, BigDecimal balance, BigDecimal reserved,
			BigDecimal available, long messages, long requests) {

	}

	private record JournalEntry(Instant time, @Nullable String operation, @Nullable String idempotencyKey, int status,
			@Nullable String fault) {

		JournalEntry(ReceivedRequest request) {
			this(request.time(), (request.operation() != null) ? word(request.operation()) : null,
					request.idempotencyKey(), request.status(), request.fault());
		}

	}

	private record OutboxMessage(String messageId, String service, String status, String route,
			@Nullable String subject, String text, @Nullable String otp, int segments, BigDecimal totalCost,
			@Nullable String idempotencyKey, @Nullable String originalMessageId, @Nullable String redirectedTo,
			Instant createdAt, @Nullable Instant sentAt, List<SandboxRecipient> recipients) {

		OutboxMessage(SandboxMessage message) {
			this(message.messageId(), message.service(), message.status(), message.route(), message.subject(),
					message.text(), message.findOtp(), message.segments(), message.totalCost(),
					message.idempotencyKey(), message.originalMessageId(), message.redirectedTo(), message.createdAt(),
					message.sentAt(), message.recipients());
		}

	}

}
