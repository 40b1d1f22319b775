package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.github.smsgist.model.SmsSegments;

/**
 * Message that is not accepted yet. Depends only on the request, so that it and its
 * answer can be created without a lock.
 *
 * @param id the id of the message
 * @param request the request
 * @param segments the number of SMS segments, or 0 for an email
 * @param costPerUnit the price of one unit to one recipient
 * @param costPerRecipient the price of the message to one recipient
 * @param recipients the recipients
 */
public record Draft(String id, SendRequest request, int segments, BigDecimal costPerUnit, BigDecimal costPerRecipient,
		List<Recipient> recipients) {

	static Draft of(SendRequest request, BigDecimal costPerUnit) {
		List<Recipient> recipients = new ArrayList<>(request.recipients().size());
		for (String recipient : request.recipients()) {
			recipients.add(new Recipient(newId(), recipient));
		}
		int segments = (request.channel() == Channel.SMS) ? SmsSegments.of(request.text()).segments() : 0;
		return new Draft(newId(), request, segments, costPerUnit,
				costPerUnit.multiply(BigDecimal.valueOf(Math.max(segments, 1))), recipients);
	}

	public BigDecimal totalCost() {
		return this.costPerRecipient.multiply(BigDecimal.valueOf(this.recipients.size()));
	}

	/**
	 * Return a random UUID. Need not be secure, so it uses the faster generator.
	 */
	private static String newId() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long most = (random.nextLong() & ~0xF000L) | 0x4000L;
		long least = (random.nextLong() & ~(3L << 62)) | (2L << 62);
		return new UUID(most, least).toString();
	}

}
