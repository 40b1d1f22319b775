package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.smsgist.sandbox.internal.service.Channel;
import io.github.smsgist.sandbox.internal.service.Message;
import io.github.smsgist.sandbox.internal.service.SendRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * Snapshot of a message that a sandbox accepted.
 *
 * @param messageId the message's id
 * @param service {@code sms} or {@code email}
 * @param status {@code queued}, {@code sent}, {@code delivered} (all recipients) or
 * {@code failed} (all recipients)
 * @param route {@code regular} or {@code otp}
 * @param subject the subject of an email, or {@code null}
 * @param text the text of an SMS or the body of an email
 * @param fromName the display name of an email's sender, or {@code null}
 * @param replyTo the address for replies to an email, or {@code null}
 * @param noTracking whether opens and clicks of an email are not tracked
 * @param segments the number of SMS segments; 0 for an email
 * @param totalCost the cost in GHS
 * @param idempotencyKey the idempotency key of the request, or {@code null}
 * @param originalMessageId the message that this one is a retry of, or {@code null}
 * @param redirectedTo the actual recipient in mode {@link CredentialMode#TEST}, or
 * {@code null}
 * @param createdAt the time of acceptance, by the sandbox's clock
 * @param sentAt the time of sending, or {@code null}
 * @param recipients the recipients, in the order of the request
 * @since 0.1.0
 */
public record SandboxMessage(String messageId, String service, String status, String route, @Nullable String subject,
		String text, @Nullable String fromName, @Nullable String replyTo, boolean noTracking, int segments,
		BigDecimal totalCost, @Nullable String idempotencyKey, @Nullable String originalMessageId,
		@Nullable String redirectedTo, Instant createdAt, @Nullable Instant sentAt, List<SandboxRecipient> recipients) {

	private static final Pattern MARKUP = Pattern.compile("(?is)<(style|script)\\b.*?</\\1\\s*>|<[^>]*>");

	private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{4,8}(?!\\d)");

	static SandboxMessage of(Message message) {
		SendRequest request = message.request();
		return new SandboxMessage(message.id(), request.channel().word(), message.status(), request.route(),
				request.subject(), request.text(), request.fromName(), request.replyTo(), request.noTracking(),
				message.segments(), message.totalCost(), message.key(), message.originalId(), message.redirectedTo(),
				message.createdAt(), message.sentAt(),
				message.recipients().stream().map(SandboxRecipient::of).toList());
	}

	/**
	 * Return the one-time code in the text, which is the last number of 4 to 8 digits.
	 * Ignores the markup of an email.
	 * @return the code
	 * @throws IllegalStateException if there is none
	 */
	public String otp() {
		String code = findOtp();
		if (code == null) {
			throw new IllegalStateException("Message " + this.messageId + " has no code of 4 to 8 digits in its text");
		}
		return code;
	}

	/**
	 * Return the text, without the markup of an email.
	 * @return the text
	 */
	String plainText() {
		return this.service.equals("email")
				? HtmlUtils.htmlUnescape(MARKUP.matcher(this.text).replaceAll(" ")).replaceAll("[ \\t]+", " ").strip()
				: this.text;
	}

	/**
	 * Return whether this message went to a recipient.
	 * @param recipient the recipient in any valid form
	 * @return whether it is one of the recipients
	 */
	boolean isTo(String recipient) {
		Channel channel = this.service.equals("sms") ? Channel.SMS : Channel.EMAIL;
		String normalized = channel.normalize(recipient);
		return normalized != null
				&& this.recipients.stream().anyMatch((other) -> other.recipient().equalsIgnoreCase(normalized));
	}

	@Nullable String findOtp() {
		Matcher matcher = CODE.matcher(plainText());
		String code = null;
		while (matcher.find()) {
			code = matcher.group();
		}
		return code;
	}

	/**
	 * Return a description without recipients and text.
	 */
	@Override
	public String toString() {
		return "SandboxMessage[messageId=" + this.messageId + ", service=" + this.service + ", status=" + this.status
				+ ", recipients=" + this.recipients.size() + "]";
	}

}
