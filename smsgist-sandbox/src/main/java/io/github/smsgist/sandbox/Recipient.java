package io.github.smsgist.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One recipient of a {@link Message} on its way. Guarded by {@link SandboxState}.
 */
final class Recipient {

	private final String id;

	private final String address;

	private Fate fate = Fate.DELIVERED;

	private String sendStatus = "queued";

	private String deliveryStatus = "PENDING";

	private @Nullable Instant deliveredAt;

	private @Nullable String error;

	Recipient(String id, String address) {
		this.id = id;
		this.address = address;
	}

	String id() {
		return this.id;
	}

	String address() {
		return this.address;
	}

	Fate fate() {
		return this.fate;
	}

	void handOver(Fate fate) {
		this.fate = fate;
		if (fate.kind() == Fate.Kind.NOT_SENT) {
			this.sendStatus = "failed";
			fail();
		}
		else {
			this.sendStatus = "sent";
		}
	}

	void deliver(Instant time) {
		this.deliveryStatus = "DELIVERED";
		this.deliveredAt = time;
	}

	void fail() {
		this.deliveryStatus = "FAILED";
		this.error = this.fate.error();
	}

	boolean isDelivered() {
		return this.deliveredAt != null;
	}

	boolean isFailed() {
		return this.deliveryStatus.equals("FAILED");
	}

	SandboxRecipient snapshot() {
		return new SandboxRecipient(this.id, this.address, this.sendStatus, this.deliveryStatus, this.deliveredAt,
				this.error);
	}

}
