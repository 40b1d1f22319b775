package io.github.smsgist.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.text.LowerCaseName;
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
 * Request for one operation, the same for every attempt. Immutable.
 *
 * @param <T> the type of the answer
 * @since 0.1.0
 */
public final class Request<T> {

	private static final int MAX_ID_LENGTH = 255;

	/**
	 * A chain of proxies may decode a path more than once.
	 */
	private static final int MAX_DECODINGS = 4;

	/**
	 * A dot segment, with or without path parameters, which some servers remove, or a
	 * control character.
	 */
	private static final Pattern UNSAFE = Pattern
		.compile("(^|[/\\\\])\\.{1,2}(;[^/\\\\]*)?($|[/\\\\])|[\\x00-\\x1f\\x7f]");

	private static final Pattern ENCODED = Pattern.compile("%(\\p{XDigit}{2})");

	final Operation operation;

	final @Nullable String messageId;

	final byte @Nullable [] body;

	final Function<JsonObject, T> reader;

	/**
	 * Texts that must not appear in an exception even if the service repeats them. Phone
	 * numbers are recognized by their form.
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
	 * Create a request to send an SMS.
	 * @param message the SMS, with recipients in a form that the service accepts
	 * @return the request
	 */
	public static Request<SendReceipt> sendSms(SmsMessage message) {
		SmsBody body = new SmsBody(message.recipients(), message.message(), wireName(message.route()));
		return new Request<>(Operation.SEND_SMS, null, body, Answers::sendReceipt, List.of(message.message()));
	}

	/**
	 * Create a request to send an email.
	 * @param message the email
	 * @return the request
	 */
	public static Request<SendReceipt> sendEmail(EmailMessage message) {
		EmailBody body = new EmailBody(message.recipients(), message.subject(), message.body(), message.fromName(),
				message.replyTo(), message.noTracking(), wireName(message.route()));
		return new Request<>(Operation.SEND_EMAIL, null, body, Answers::sendReceipt, privateTexts(message));
	}

	/**
	 * Create a request for the status of a message.
	 * @param messageId the message's id
	 * @return the request
	 */
	public static Request<MessageStatus> getMessageStatus(String messageId) {
		return new Request<>(Operation.GET_MESSAGE_STATUS, checked(messageId), null,
				(data) -> Answers.messageStatus(data, messageId), List.of());
	}

	/**
	 * Create a request to retry a failed message.
	 * @param messageId the message's id
	 * @return the request
	 */
	public static Request<RetryReceipt> retryMessage(String messageId) {
		return new Request<>(Operation.RETRY_MESSAGE, checked(messageId), null,
				(data) -> Answers.retryReceipt(data, messageId), List.of());
	}

	/**
	 * Create a request for the credit balance.
	 * @return the request
	 */
	public static Request<CreditBalance> getCreditBalance() {
		return new Request<>(Operation.GET_CREDIT_BALANCE, null, null, Answers::creditBalance, List.of());
	}

	/**
	 * Return the operation.
	 * @return the operation
	 */
	public Operation operation() {
		return this.operation;
	}

	/**
	 * Return the call that this request makes.
	 * @param idempotencyKey the key, or {@code null} for an operation without one
	 * @return the call
	 */
	public Call call(@Nullable String idempotencyKey) {
		return new Call(this.operation, idempotencyKey);
	}

	/**
	 * Refuse ids that would lead to another path once a proxy has decoded them, or that
	 * cannot be part of a URI.
	 */
	private static String checked(String messageId) {
		Assert.hasText(messageId, "The message id is missing");
		Assert.isTrue(messageId.length() <= MAX_ID_LENGTH,
				() -> "The message id has more than " + MAX_ID_LENGTH + " characters");
		Assert.isTrue(messageId.codePoints().noneMatch(Request::isUnprintable),
				"The message id has a control character or half of a surrogate pair in it");
		String decoded = messageId;
		for (int i = 0; i <= MAX_DECODINGS; i++) {
			Assert.isTrue(!UNSAFE.matcher(decoded).find(),
					"The message id must not have a segment '.' or '..' or a control character, not even encoded");
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

	private static @Nullable String wireName(@Nullable Route route) {
		return (route != null) ? LowerCaseName.of(route) : null;
	}

	record SmsBody(List<String> recipients, String message, @Nullable String route) {

	}

	record EmailBody(List<String> recipients, String subject, String body, @Nullable String fromName,
			@Nullable String replyTo, @Nullable Boolean noTracking, @Nullable String route) {

	}

}
