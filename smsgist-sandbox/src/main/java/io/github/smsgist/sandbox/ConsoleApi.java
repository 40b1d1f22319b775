package io.github.smsgist.sandbox;

import java.math.BigDecimal;
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

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.sandbox.ConsoleViews.Curl;
import io.github.smsgist.sandbox.ConsoleViews.DeliveryDetail;
import io.github.smsgist.sandbox.ConsoleViews.DeliverySummary;
import io.github.smsgist.sandbox.ConsoleViews.MessageDetail;
import io.github.smsgist.sandbox.ConsoleViews.MessageSummary;
import io.github.smsgist.sandbox.ConsoleViews.Page;
import io.github.smsgist.sandbox.ConsoleViews.Rates;
import io.github.smsgist.sandbox.ConsoleViews.RequestDetail;
import io.github.smsgist.sandbox.ConsoleViews.RequestSummary;
import io.github.smsgist.sandbox.ConsoleViews.State;
import io.github.smsgist.sandbox.ConsoleViews.Webhooks;
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
			case "requests 2" -> request(parts[1]);
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
		long deliveries = this.sandbox.webhooks().journal().count();
		BigDecimal available = this.sandbox.available();
		BigDecimal reserved = this.sandbox.reserved();
		boolean manual = this.sandbox.clock().isManual();
		return new State(manual ? this.sandbox.clock().now() : null, manual, LowerCaseName.of(this.sandbox.mode()),
				available, reserved, messages, requests, deliveries, active,
				messages + requests + deliveries + this.timeline.count());
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
			.map(this::summary)
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
				(exchange) -> is(query, "outcome", LowerCaseName.of(RequestOutcome.of(exchange.request().status())))
						&& (text.isEmpty() || contains(exchange.path(), text)
								|| contains(exchange.request().idempotencyKey(), text)
								|| contains(exchange.requestBody(), text) || contains(exchange.responseBody(), text)),
				this::summary);
	}

	private RequestDetail request(String number) {
		Exchange exchange = exchange(number);
		return new RequestDetail(exchange, reason(exchange), messageId(exchange));
	}

	private RequestSummary summary(Exchange exchange) {
		return new RequestSummary(exchange, reason(exchange));
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
		return new Curl(CurlCommand.of(exchange(parts[1]), this.sandbox));
	}

	private Webhooks webhooks(Map<String, String> query) {
		List<DeliverySummary> all = new ArrayList<>();
		this.sandbox.webhooks()
			.journal()
			.numbered()
			.forEach((number, delivery) -> all.add(new DeliverySummary(delivery, number)));
		Collections.reverse(all);
		Page<DeliverySummary> page = page(all, query, (delivery) -> true, Function.identity());
		return new Webhooks(page.total(), page.all(), page.items(), this.sandbox.webhooks().firstUrl());
	}

	private WebhookDelivery delivery(String number) {
		WebhookDelivery delivery = this.sandbox.webhooks().journal().numbered().get(number(number));
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

	private @Nullable String reason(Exchange exchange) {
		if (exchange.request().status() < 400) {
			return null;
		}
		JsonNode answer = json(exchange.responseBody());
		return (answer != null) ? answer.path("message").asString(null) : null;
	}

	private @Nullable String messageId(Exchange exchange) {
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

}
