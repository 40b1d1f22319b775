package io.github.smsgist.sandbox.internal.service;

import org.jspecify.annotations.Nullable;

/**
 * Whether messages are paid for, where they go, and when they have failed.
 *
 * @param charged whether credits are held and paid
 * @param phone the number that all SMS go to instead, or {@code null}
 * @param address the address that all emails go to instead, or {@code null}
 * @param partlyFailedIsFailed whether a message that failed for some recipients only is a
 * failed one
 */
public record DeliveryTerms(boolean charged, @Nullable String phone, @Nullable String address,
		boolean partlyFailedIsFailed) {

	@Nullable String redirection(Channel channel) {
		return (channel == Channel.SMS) ? this.phone : this.address;
	}

}
