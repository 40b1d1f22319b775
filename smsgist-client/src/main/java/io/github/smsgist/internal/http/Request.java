package io.github.smsgist.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What one call asks of the service: the same for every attempt. Immutable.
 *
 * @param <T> the type of the answer
 * @since 0.1.0
 */
public final class Request<T> {

	private static final int LONGEST_ID = 255;

	/**
	 * As often as a chain of proxies may decode.
	 */
	private static final int MOST_DECODINGS = 4;

	/**
	 * Also with the path parameters that some servers cut off.
	 */
	private static final Pattern DOT_SEGMENT = Pattern.compile("(^|[/\\\\])\\.{1,2}(;[^/\\\\]*)?($|[/\\\\])");

	private static final Pattern ENCODED = Pattern.compile("%(\\p{XDigit}{2})");

	final Operation operation;

	final @Nullable String messageId;

	final byte @Nullable [] body;

	final Function<JsonObject, T> reader;

	/**
	 * What may not appear in an exception even if the service repeats it. Phone numbers
	 * are known by their looks.
	 */
	final List<String> privateTexts;

	private Request(Operation operation, @Nullable String messageId, @Nullable Object body,
			Function<JsonObject, T> reader, List<String> privateTexts) {
		this.operation = operation;
		this.messageId = messageId;
		this.body = (body != null) ? Json.write(body) : null;
		this.reader = reader;
		this.privateTexts = privateTexts;
	}

	/**
	 * Send an SMS.
	 * @param message the SMS, its recipients in a form that the service knows
	 * @return the request
	 */
	public static Request<SendReceipt> sendSms(SmsMessage message) {
		SmsBody body = new SmsBody(message.recipients(), message.message(), word(message.route()));
		return new Request<>(Operation.SEND_SMS, null, body, Answers::sendReceipt, List.of(message.message()));
	}

	/**
	 * Send an email.
	 * @param message the email
	 * @return the request
	 */
	public static Request<SendReceipt> sendEmail(EmailMessage message) {
		EmailBody body = new EmailBody(message.recipients(), message.subject(), message.body(), message.fromName(),
				message.replyTo(), message.noTracking(), word(message.route()));
		return new Request<>(Operation.SEND_EMAIL, null, body, Answers::sendReceipt, privateTexts(message));
	}

	/**
	 * Read the status of a message.
	 * @param messageId the message's id
	 * @return the request
	 */
	public static Request<MessageStatus> getMessageStatus(String messageId) {
		return new Request<>(Operation.GET_MESSAGE_STATUS, checked(messageId), null,
				(data) -> Answers.messageStatus(data, messageId), List.of());
	}

	/**
	 * Retry a failed message.
	 * @param messageId the message's id
	 * @return the request
	 */
	public static Request<RetryReceipt> retryMessage(String messageId) {
		return new Request<>(Operation.RETRY_MESSAGE, checked(messageId), null,
				(data) -> Answers.retryReceipt(data, messageId), List.of());
	}

	/**
	 * Read the credit balance.
	 * @return the request
	 */
	public static Request<CreditBalance> getCreditBalance() {
		return new Request<>(Operation.GET_CREDIT_BALANCE, null, null, Answers::creditBalance, List.of());
	}

	/**
	 * What the service is asked to do.
	 * @return the operation
	 */
	public Operation operation() {
		return this.operation;
	}

	/**
	 * This request as a call, as far as retrying it is concerned.
	 * @param idempotencyKey the key, or {@code null} for an operation that has none
	 * @return the call
	 */
	public Call call(@Nullable String idempotencyKey) {
		return new Call(this.operation, idempotencyKey);
	}

	/**
	 * Ids are opaque, but these would lead to another address once a proxy has decoded
	 * them, or cannot be written into an address at all.
	 */
	private static String checked(String messageId) {
		Assert.hasText(messageId, "The message id is missing");
		Assert.isTrue(messageId.length() <= LONGEST_ID,
				() -> "The message id has more than " + LONGEST_ID + " characters");
		Assert.isTrue(messageId.codePoints().noneMatch(Request::isUnprintable),
				"The message id has a control character or half of a surrogate pair in it");
		String decoded = messageId;
		for (int i = 0; i <= MOST_DECODINGS; i++) {
			Assert.isTrue(!DOT_SEGMENT.matcher(decoded).find(), "The message id must not have a segment '.' or '..'");
			decoded = ENCODED.matcher(decoded)
				.replaceAll((match) -> Matcher
					.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
		}
		return messageId;
	}

	private static boolean isUnprintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> false;
		};
	}

	private static List<String> privateTexts(EmailMessage message) {
		List<String> privateTexts = new ArrayList<>(message.recipients());
		privateTexts.add(message.subject());
		privateTexts.add(message.body());
		Stream.of(message.fromName(), message.replyTo()).filter(Objects::nonNull).forEach(privateTexts::add);
		return privateTexts;
	}

	private static @Nullable String word(@Nullable Route route) {
		return (route != null) ? route.name().toLowerCase(Locale.ROOT) : null;
	}

	record SmsBody(List<String> recipients, String message, @Nullable String route) {

	}

	record EmailBody(List<String> recipients, String subject, String body, @Nullable String fromName,
			@Nullable String replyTo, @Nullable Boolean noTracking, @Nullable String route) {

	}

}
