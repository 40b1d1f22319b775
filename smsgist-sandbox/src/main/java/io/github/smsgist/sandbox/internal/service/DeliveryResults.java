package io.github.smsgist.sandbox.internal.service;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Results of deliveries: the one that is set for a recipient, or else the one of a magic
 * recipient. Not thread-safe.
 */
final class DeliveryResults {

	private static final int MAX_RESULTS = 100_000;

	private final Map<String, DeliveryResult> results = new HashMap<>();

	DeliveryResult get(Channel channel, String recipient) {
		DeliveryResult result = this.results.get(recipient.toLowerCase(Locale.ROOT));
		return (result != null) ? result : DeliveryResult.of(channel, recipient);
	}

	void set(String recipient, Function<Channel, DeliveryResult> result) {
		Channel channel = (recipient.indexOf('@') >= 0) ? Channel.EMAIL : Channel.SMS;
		String normalized = channel.normalize(recipient);
		if (normalized == null) {
			throw new IllegalArgumentException("'recipient' must be a valid phone number or email address");
		}
		if (this.results.size() >= MAX_RESULTS) {
			throw new IllegalStateException("There are results for " + MAX_RESULTS + " recipients already");
		}
		this.results.put(normalized.toLowerCase(Locale.ROOT), result.apply(channel));
	}

	void clear() {
		this.results.clear();
	}

}
