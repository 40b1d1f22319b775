package io.github.smsgist.sandbox.internal.webhook;

import java.time.Duration;

/**
 * Misbehavior in the delivery of an event.
 *
 * @param late the age of the signature
 * @param times the number of deliveries
 * @param badSignature whether the signature is wrong
 */
public record Misbehavior(Duration late, int times, boolean badSignature) {

	public static final Misbehavior NONE = new Misbehavior(Duration.ZERO, 1, false);

	public static final Misbehavior TWICE = new Misbehavior(Duration.ZERO, 2, false);

	public static final Misbehavior BAD_SIGNATURE = new Misbehavior(Duration.ZERO, 1, true);

	public static Misbehavior late(Duration late) {
		return new Misbehavior(late, 1, false);
	}

}
