package io.github.smsgist.sandbox.internal.service;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A valid request to send something.
 *
 * @param channel the channel
 * @param recipients the recipients in their normal form
 * @param subject the subject of an e-mail
 * @param text the text of an SMS or the body of an e-mail
 * @param route the route
 * @param fromName the display name of an e-mail's sender
 * @param replyTo where replies to an e-mail go
 * @param noTracking whether an e-mail's opens and clicks are not tracked
 */
public record SendRequest(Channel channel, List<String> recipients, @Nullable String subject, String text, String route,
		@Nullable String fromName, @Nullable String replyTo, boolean noTracking) {
	/**
	 * Return this request to other recipients.
	 * @param recipients the recipients
	 * @return the request
	 */
	SendRequest to(List<String> recipients) {
		return new SendRequest(this.channel, recipients, this.subject, this.text, this.route, this.fromName,
				this.replyTo, this.noTracking);
	}

}
