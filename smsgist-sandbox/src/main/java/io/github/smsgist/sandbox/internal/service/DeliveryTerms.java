package io.github.smsgist.sandbox.internal.service;

import org.jspecify.annotations.Nullable;

/**
 * Terms for further messages, which depend on the mode and the assumptions.
 *
 * @param charged whether messages are charged
 * @param phone the number that all SMS are redirected to, or {@code null}
 * @param address the address that all emails are redirected to, or {@code null}
 * @param partlyFailedIsFailed whether a message that failed for some of its recipients
 * has failed
 */
public record DeliveryTerms(boolean charged, @Nullable String phone, @Nullable String address,
		boolean partlyFailedIsFailed) {

	@Nullable String redirection(Channel channel) {
		return (channel == Channel.SMS) ? this.phone : this.address;
	}

}
