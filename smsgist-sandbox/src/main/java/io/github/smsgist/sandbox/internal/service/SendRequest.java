package io.github.smsgist.sandbox.internal.service;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Valid request to send a message.
 *
 * @param channel the channel
 * @param recipients the normalized recipients
 * @param subject the subject of an email, or {@code null}
 * @param text the text of an SMS or the body of an email
 * @param route the route
 * @param fromName the display name of the sender of an email, or {@code null}
 * @param replyTo the address for replies to an email, or {@code null}
 * @param noTracking whether opens and clicks of an email are not tracked
 */
public record SendRequest(Channel channel, List<String> recipients, @Nullable String subject, String text, String route,
		@Nullable String fromName, @Nullable String replyTo, boolean noTracking) {
	/**
	 * Return this request with other recipients.
	 * @param recipients the recipients
	 * @return the request
	 */
	SendRequest to(List<String> recipients) {
		return new SendRequest(this.channel, recipients, this.subject, this.text, this.route, this.fromName,
				this.replyTo, this.noTracking);
	}

}
