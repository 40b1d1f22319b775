package io.github.smsgist.sandbox.internal.service;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Recipient of a {@link Message}. Guarded by {@link MessageService}.
 */
public final class Recipient {

	private final String id;

	private final String address;

	private DeliveryResult result = DeliveryResult.DELIVERED;

	private String sendStatus = "queued";

	private String deliveryStatus = "PENDING";

	private @Nullable Instant deliveredAt;

	private @Nullable String error;

	public Recipient(String id, String address) {
		this.id = id;
		this.address = address;
	}

	public String id() {
		return this.id;
	}

	public String address() {
		return this.address;
	}

	public DeliveryResult result() {
		return this.result;
	}

	public void send(DeliveryResult result) {
		this.result = result;
		if (result.kind() == DeliveryResult.Kind.NOT_SENT) {
			this.sendStatus = "failed";
			fail();
		}
		else {
			this.sendStatus = "sent";
		}
	}

	public void deliver(Instant time) {
		this.deliveryStatus = "DELIVERED";
		this.deliveredAt = time;
	}

	public void fail() {
		this.deliveryStatus = "FAILED";
		this.error = this.result.error();
	}

	public boolean isDelivered() {
		return this.deliveredAt != null;
	}

	public boolean isFailed() {
		return this.deliveryStatus.equals("FAILED");
	}

	public String sendStatus() {
		return this.sendStatus;
	}

	public String deliveryStatus() {
		return this.deliveryStatus;
	}

	public @Nullable Instant deliveredAt() {
		return this.deliveredAt;
	}

	public @Nullable String error() {
		return this.error;
	}

}
