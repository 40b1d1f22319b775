package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.smsgist.model.SmsSegments;
import io.github.smsgist.sandbox.internal.http.Answer;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.http.RequestOutcome;
import io.github.smsgist.sandbox.internal.http.RequestRates;
import io.github.smsgist.sandbox.internal.service.ApiException;
import io.github.smsgist.sandbox.internal.service.MessageTimeline;
import io.github.smsgist.sandbox.internal.webhook.Misbehavior;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Data for the {@link Console}: messages, requests and deliveries, newest first, one
 * window at a time.
 */
final class ConsoleApi {

	private static final int MAX_LIMIT = 500;

	private static final int PREVIEW = 160;

	/**
	 * Beyond the default tolerance of receivers.
	 */
	private static final Duration LATE = Duration.ofMinutes(10);

	private final SmsGistSandbox sandbox;

	private final RequestJournal journal;

	private final MessageTimeline timeline;

	private final Envelope envelope;

	ConsoleApi(SmsGistSandbox sandbox, RequestJournal journal, MessageTimeline timeline, Envelope envelope) {
		this.sandbox = sandbox;
		this.journal = journal;
		this.timeline = timeline;
		this.envelope = envelope;
	}

	/**
	 * Return the data for a path.
	 * @param path the path below the console's prefix
	 * @param query the parameters
	 * @return the data
	 * @throws ApiException with 404 if there is none
	 */
	Object read(String path, Map<String, String> query) {
		String[] parts = path.split("/");
		return switch (parts[0] + " " + parts.length) {
			case "messages 1" -> messages(query);
			case "messages 2" -> message(parts[1]);
			case "requests 1" -> requests(query);
			case "requests 2" -> new RequestDetail(exchange(parts[1]), this);
			case "requests 3" -> curl(parts);
			case "webhooks 1" -> webhooks(query);
			case "webhooks 2" -> new DeliveryDetail(delivery(parts[1]), parts[1]);
			case "rates 1" -> rates(query);
			default -> throw new ApiException(404, "Not found");
		};
	}

	State state() {
		List<String> active = this.sandbox.faults().describeActive();
		long messages = this.sandbox.messageCount();
		long requests = this.journal.count();
		long deliveries = this.sandbox.webhooks().deliveryCount();
		BigDecimal available = this.sandbox.available();
		BigDecimal reserved = this.sandbox.reserved();
		boolean manual = this.sandbox.clock().isManual();
		return new State(manual ? this.sandbox.clock().now() : null, manual,
				this.sandbox.mode().name().toLowerCase(Locale.ROOT), available, reserved, messages, requests,
				deliveries, active, messages + requests + deliveries + this.timeline.count());
	}

	String body(String id) {
		SandboxMessage message = find(id);
		return message.service().equals("email") ? message.text() : "";
	}

	private Page<MessageSummary> messages(Map<String, String> query) {
		List<SandboxMessage> all = new ArrayList<>(this.sandbox.messages());
		Collections.reverse(all);
		String text = query.getOrDefault("query", "").strip().toLowerCase(Locale.ROOT);
		return page(all, query,
				(message) -> is(query, "service", message.service()) && is(query, "status", message.status())
						&& is(query, "route", message.route()) && (text.isEmpty() || contains(message, text)),
				MessageSummary::new);
	}

	private static boolean contains(SandboxMessage message, String text) {
		return contains(message.text(), text) || contains(message.subject(), text)
				|| contains(message.messageId(), text) || contains(message.idempotencyKey(), text)
				|| message.recipients().stream().anyMatch((recipient) -> contains(recipient.recipient(), text));
	}

	private MessageDetail message(String id) {
		SandboxMessage message = find(id);
		List<RequestSummary> requests = this.journal.newestFirst()
			.stream()
			.filter((exchange) -> exchange.mentions(id, message.idempotencyKey()))
			.limit(50)
			.map((exchange) -> new RequestSummary(exchange, this))
			.toList();
		List<String> retries = this.sandbox.messages()
			.stream()
			.filter((other) -> id.equals(other.originalMessageId()))
			.map(SandboxMessage::messageId)
			.toList();
		return MessageDetail.of(message, this.timeline.of(id), requests, retries);
	}

	private SandboxMessage find(String id) {
		return this.sandbox.findMessage(id)
			.orElseThrow(() -> new ApiException(404, "There is no such message any more"));
	}

	private Page<RequestSummary> requests(Map<String, String> query) {
		String text = query.getOrDefault("query", "").strip().toLowerCase(Locale.ROOT);
		return page(this.journal.newestFirst(), query,
				(exchange) -> is(query, "outcome",
						RequestOutcome.of(exchange.request().status()).name().toLowerCase(Locale.ROOT))
						&& (text.isEmpty() || contains(exchange.path(), text)
								|| contains(exchange.request().idempotencyKey(), text)
								|| contains(exchange.requestBody(), text) || contains(exchange.responseBody(), text)),
				(exchange) -> new RequestSummary(exchange, this));
	}

	private Exchange exchange(String number) {
		Exchange exchange = this.journal.find(number(number));
		if (exchange == null) {
			throw new ApiException(404, "This request is no longer in the journal");
		}
		return exchange;
	}

	private Curl curl(String[] parts) {
		if (!parts[2].equals("curl")) {
			throw new ApiException(404, "Not found");
		}
		Exchange exchange = exchange(parts[1]);
		StringBuilder curl = new StringBuilder("curl -X ").append(exchange.method())
			.append(' ')
			.append(quote(this.sandbox.url() + exchange.path()))
			.append(" -H ")
			.append(quote("X-Client-Id: " + this.sandbox.credentials().clientId()))
			.append(" -H ")
			.append(quote("Authorization: Bearer " + this.sandbox.newToken()));
		if (exchange.request().idempotencyKey() != null) {
			curl.append(" -H ").append(quote("X-Idempotency-Key: " + exchange.request().idempotencyKey()));
		}
		if (!exchange.requestBody().isEmpty()) {
			curl.append(" -H ")
				.append(quote("Content-Type: application/json"))
				.append(" -d ")
				.append(quote(exchange.requestBody()));
		}
		return new Curl(curl.toString());
	}

	private static String quote(String argument) {
		return "'" + argument.replace("'", "'\\''") + "'";
	}

	private Webhooks webhooks(Map<String, String> query) {
		List<DeliverySummary> all = new ArrayList<>();
		this.sandbox.webhooks()
			.numberedDeliveries()
			.forEach((number, delivery) -> all.add(new DeliverySummary(delivery, number)));
		Collections.reverse(all);
		Page<DeliverySummary> page = page(all, query, (delivery) -> true, Function.identity());
		return new Webhooks(page.total(), page.all(), page.items(), this.sandbox.webhooks().firstUrl());
	}

	private WebhookDelivery delivery(String number) {
		WebhookDelivery delivery = this.sandbox.webhooks().numberedDeliveries().get(number(number));
		if (delivery == null) {
			throw new ApiException(404, "This delivery is no longer kept");
		}
		return delivery;
	}

	/**
	 * Repeat a delivery.
	 * @param number the number of the delivery
	 * @param variant {@code again}, {@code late}, {@code twice}, {@code reversed} or
	 * {@code bad_signature}
	 */
	void sendAgain(String number, String variant) {
		SandboxWebhooks webhooks = this.sandbox.webhooks();
		WebhookDelivery delivery = delivery(number);
		switch (variant) {
			case "again" -> webhooks.deliverAgain(delivery, Misbehavior.NONE);
			case "late" -> webhooks.deliverAgain(delivery, Misbehavior.late(LATE));
			case "twice" -> webhooks.deliverAgain(delivery, Misbehavior.TWICE);
			case "bad_signature" -> webhooks.deliverAgain(delivery, Misbehavior.BAD_SIGNATURE);
			case "reversed" -> webhooks.deliverReversed(delivery);
			default ->
				throw new ApiException(422, "variant must be one of again, late, twice, reversed, bad_signature");
		}
	}

	private Rates rates(Map<String, String> query) {
		int seconds = Math.max(1, Math.min(RequestRates.SECONDS, (int) number(query.getOrDefault("seconds", "90"))));
		return new Rates(this.journal.rates().last(Instant.now().getEpochSecond(), seconds));
	}

	@Nullable String reason(Exchange exchange) {
		if (exchange.request().status() < 400) {
			return null;
		}
		JsonNode answer = json(exchange.responseBody());
		return (answer != null) ? answer.path("message").asString(null) : null;
	}

	@Nullable String messageId(Exchange exchange) {
		JsonNode answer = json(exchange.responseBody());
		return (answer != null) ? answer.path("data").path("message_id").asString(null) : null;
	}

	private @Nullable JsonNode json(String text) {
		try {
			return text.isEmpty() ? null : this.envelope.read(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (JacksonException ex) {
			// Injected junk, or cut.
			return null;
		}
	}

	private static <T, R> Page<R> page(List<T> all, Map<String, String> query, Predicate<T> filter,
			Function<T, R> view) {
		List<T> found = all.stream().filter(filter).toList();
		int offset = (int) Math.min(number(query.getOrDefault("offset", "0")), found.size());
		int limit = (int) Math.min(number(query.getOrDefault("limit", "100")), MAX_LIMIT);
		return new Page<>(found.size(), all.size(),
				found.subList(offset, Math.min(found.size(), offset + limit)).stream().map(view).toList());
	}

	private static long number(String text) {
		if (!text.matches("\\d{1,9}")) {
			throw new ApiException(400, "A whole number is expected");
		}
		return Long.parseLong(text);
	}

	private static boolean is(Map<String, String> query, String name, String value) {
		String wanted = query.getOrDefault(name, "");
		return wanted.isEmpty() || wanted.equals(value);
	}

	private static boolean contains(@Nullable String text, String part) {
		return text != null && text.toLowerCase(Locale.ROOT).contains(part);
	}

	record State(@Nullable Instant time, boolean manualClock, String mode, BigDecimal available, BigDecimal reserved,
			long messages, long requests, long deliveries, List<String> active, long version) {

	}

	private record Page<T>(int total, int all, List<T> items) {

	}

	private record Rates(List<RequestRates.Second> seconds) {

	}

	private record Curl(String curl) {

	}

	private record Webhooks(int total, int all, List<DeliverySummary> items, @Nullable URI url) {

	}

	private record MessageSummary(String messageId, String service, String status, String route, String preview,
			@Nullable String otp, int recipientsCount, @Nullable String recipient, Instant createdAt) {

		MessageSummary(SandboxMessage message) {
			this(message.messageId(), message.service(), shownStatus(message), message.route(), preview(message),
					message.findOtp(), message.recipients().size(), firstRecipient(message), message.createdAt());
		}

		private static String preview(SandboxMessage message) {
			String text = (message.subject() != null) ? message.subject() : message.text();
			return (text.length() > PREVIEW) ? text.substring(0, PREVIEW) + "…" : text;
		}

	}

	private static @Nullable String firstRecipient(SandboxMessage message) {
		return message.recipients().isEmpty() ? null : message.recipients().get(0).recipient();
	}

	private static String shownStatus(SandboxMessage message) {
		boolean failed = message.recipients()
			.stream()
			.anyMatch((recipient) -> ConsoleApi.state(recipient).equals("failed"));
		return (failed && !message.status().equals("failed")) ? "partial" : message.status();
	}

	private static String state(SandboxRecipient recipient) {
		return switch (recipient.deliveryStatus()) {
			case "DELIVERED" -> "delivered";
			case "FAILED" -> "failed";
			default -> recipient.sendStatus();
		};
	}

	private record MessageDetail(String messageId, String service, String status, String route,
			@Nullable String subject, String text, @Nullable String plainText, @Nullable String otp,
			@Nullable String fromName, @Nullable String replyTo, boolean noTracking, BigDecimal totalCost,
			@Nullable String idempotencyKey, @Nullable String originalMessageId, @Nullable String redirectedTo,
			int recipientsCount, @Nullable String recipient, List<RecipientState> recipients,
			List<MessageTimeline.Entry> timeline, List<RequestSummary> requests, List<String> retries,
			@Nullable TextSize encoding) {

		static MessageDetail of(SandboxMessage message, List<MessageTimeline.Entry> timeline,
				List<RequestSummary> requests, List<String> retries) {
			boolean sms = message.service().equals("sms");
			return new MessageDetail(message.messageId(), message.service(), shownStatus(message), message.route(),
					message.subject(), message.text(), sms ? null : message.plainText(), message.findOtp(),
					message.fromName(), message.replyTo(), message.noTracking(), message.totalCost(),
					message.idempotencyKey(), message.originalMessageId(), message.redirectedTo(),
					message.recipients().size(), firstRecipient(message),
					message.recipients().stream().map(RecipientState::new).toList(), timeline, requests, retries,
					sms ? TextSize.of(message.text()) : null);
		}

	}

	private record RecipientState(String recipient, String state, @Nullable String errorMessage) {

		RecipientState(SandboxRecipient recipient) {
			this(recipient.recipient(), ConsoleApi.state(recipient), recipient.errorMessage());
		}

	}

	private record TextSize(String alphabet, int characters, int segments, @Nullable String odd) {

		static TextSize of(String text) {
			SmsSegments segments = SmsSegments.of(text);
			boolean gsm = segments.encoding() == SmsSegments.Encoding.GSM_7;
			return new TextSize(gsm ? "GSM-7" : "UCS-2", segments.characters(), segments.segments(),
					gsm ? null : firstOutsideGsm(text));
		}

		private static @Nullable String firstOutsideGsm(String text) {
			return text.codePoints()
				.mapToObj(Character::toString)
				.filter((character) -> SmsSegments.of(character).encoding() != SmsSegments.Encoding.GSM_7)
				.findFirst()
				.orElse(null);
		}

	}

	private record RequestSummary(long number, Instant time, @Nullable Double durationMillis, String method,
			String path, int status, @Nullable String fault, @Nullable String reason, @Nullable String key) {

		RequestSummary(Exchange exchange, ConsoleApi api) {
			this(exchange.number(), exchange.request().time(), exchange.durationMillis(), exchange.method(),
					exchange.path(), exchange.request().status(), exchange.request().fault(), api.reason(exchange),
					exchange.request().idempotencyKey());
		}

	}

	private record RequestDetail(long number, Instant time, @Nullable Double durationMillis, String method, String path,
			int status, @Nullable String fault, @Nullable String reason, @Nullable String key,
			@Nullable String messageId, List<String> requestHeaders, String requestBody, List<String> responseHeaders,
			String responseBody) {

		RequestDetail(Exchange exchange, ConsoleApi api) {
			this(exchange.number(), exchange.request().time(), exchange.durationMillis(), exchange.method(),
					exchange.path(), exchange.request().status(), exchange.request().fault(), api.reason(exchange),
					exchange.request().idempotencyKey(), api.messageId(exchange), exchange.requestHeaders(),
					exchange.requestBody(), exchange.responseHeaders(), exchange.responseBody());
		}

	}

	private record DeliverySummary(long number, String event, String messageId, @Nullable String recipient, int attempt,
			int status, Instant time) {

		DeliverySummary(WebhookDelivery delivery, long number) {
			this(number, delivery.event(), delivery.messageId(), delivery.recipientId(), delivery.attempt(),
					delivery.status(), delivery.time());
		}

	}

	private record DeliveryDetail(long number, URI url, String event, String messageId, int attempt, int status,
			Instant time, double durationMillis, String body) {

		DeliveryDetail(WebhookDelivery delivery, String number) {
			this(Long.parseLong(number), delivery.url(), delivery.event(), delivery.messageId(), delivery.attempt(),
					delivery.status(), delivery.time(), delivery.duration().toNanos() / 1e6, delivery.body());
		}

	}

}
