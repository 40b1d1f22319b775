package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import io.github.smsgist.model.SmsSegments;
import io.github.smsgist.sandbox.internal.http.RequestRates;
import io.github.smsgist.sandbox.internal.service.MessageTimeline;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link ConsoleApi} answers, as it is in the JSON.
 */
final class ConsoleViews {

	private static final int PREVIEW = 160;

	private ConsoleViews() {
	}

	record State(@Nullable Instant time, boolean manualClock, String mode, BigDecimal available, BigDecimal reserved,
			long messages, long requests, long deliveries, List<String> active, long version) {

	}

	record Page<T>(int total, int all, List<T> items) {

	}

	record Rates(List<RequestRates.Second> seconds) {

	}

	record Curl(String curl) {

	}

	record Webhooks(int total, int all, List<DeliverySummary> items, @Nullable URI url) {

	}

	record MessageSummary(String messageId, String service, String status, String route, String preview,
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
			.anyMatch((recipient) -> ConsoleViews.state(recipient).equals("failed"));
		return (failed && !message.status().equals("failed")) ? "partial" : message.status();
	}

	private static String state(SandboxRecipient recipient) {
		return switch (recipient.deliveryStatus()) {
			case "DELIVERED" -> "delivered";
			case "FAILED" -> "failed";
			default -> recipient.sendStatus();
		};
	}

	record MessageDetail(String messageId, String service, String status, String route, @Nullable String subject,
			String text, @Nullable String plainText, @Nullable String otp, @Nullable String fromName,
			@Nullable String replyTo, boolean noTracking, BigDecimal totalCost, @Nullable String idempotencyKey,
			@Nullable String originalMessageId, @Nullable String redirectedTo, int recipientsCount,
			@Nullable String recipient, List<RecipientState> recipients, List<MessageTimeline.Entry> timeline,
			List<RequestSummary> requests, List<String> retries, @Nullable TextSize encoding) {

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

	record RecipientState(String recipient, String state, @Nullable String errorMessage) {

		RecipientState(SandboxRecipient recipient) {
			this(recipient.recipient(), ConsoleViews.state(recipient), recipient.errorMessage());
		}

	}

	record TextSize(String alphabet, int characters, int segments, @Nullable String odd) {

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

	record RequestSummary(long number, Instant time, @Nullable Double durationMillis, String method, String path,
			int status, @Nullable String fault, @Nullable String reason, @Nullable String key) {

		RequestSummary(Exchange exchange, @Nullable String reason) {
			this(exchange.number(), exchange.request().time(), exchange.durationMillis(), exchange.method(),
					exchange.path(), exchange.request().status(), exchange.request().fault(), reason,
					exchange.request().idempotencyKey());
		}

	}

	record RequestDetail(long number, Instant time, @Nullable Double durationMillis, String method, String path,
			int status, @Nullable String fault, @Nullable String reason, @Nullable String key,
			@Nullable String messageId, List<String> requestHeaders, String requestBody, List<String> responseHeaders,
			String responseBody) {

		RequestDetail(Exchange exchange, @Nullable String reason, @Nullable String messageId) {
			this(exchange.number(), exchange.request().time(), exchange.durationMillis(), exchange.method(),
					exchange.path(), exchange.request().status(), exchange.request().fault(), reason,
					exchange.request().idempotencyKey(), messageId, exchange.requestHeaders(), exchange.requestBody(),
					exchange.responseHeaders(), exchange.responseBody());
		}

	}

	record DeliverySummary(long number, String event, String messageId, @Nullable String recipient, int attempt,
			int status, Instant time) {

		DeliverySummary(WebhookDelivery delivery, long number) {
			this(number, delivery.event(), delivery.messageId(), delivery.recipientId(), delivery.attempt(),
					delivery.status(), delivery.time());
		}

	}

	record DeliveryDetail(long number, URI url, String event, String messageId, int attempt, int status, Instant time,
			double durationMillis, String body) {

		DeliveryDetail(WebhookDelivery delivery, String number) {
			this(Long.parseLong(number), delivery.url(), delivery.event(), delivery.messageId(), delivery.attempt(),
					delivery.status(), delivery.time(), delivery.duration().toNanos() / 1e6, delivery.body());
		}

	}

}
