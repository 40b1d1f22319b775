package io.github.smsgist.autoconfigure.webhook;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Limits the memory of all bodies together, because anyone can send one. Bodies as small
 * as those of SMSGist are always accepted. Larger ones share a fixed amount, so that
 * using it up does not affect genuine deliveries.
 * <p>
 * Thread-safe.
 */
final class WebhookBodies {

	/**
	 * Maximum time for receiving a body.
	 */
	static final Duration TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Size up to which a body is always accepted. Those of SMSGist have about 300 bytes.
	 */
	static final int SMALL = 4 * 1024;

	private static final int SHARED = 8 * 1024 * 1024;

	private final int maxSize;

	private final Semaphore shared;

	WebhookBodies(DataSize maxSize) {
		this.maxSize = Math.toIntExact(maxSize.toBytes());
		this.shared = new Semaphore(Math.max(SHARED, this.maxSize));
	}

	int maxSize() {
		return this.maxSize;
	}

	Body open() {
		return new Body();
	}

	/**
	 * Body that is being received. Uses memory until it is closed. Not thread-safe, but
	 * may be closed by any thread.
	 */
	final class Body implements AutoCloseable {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

		private @Nullable WebhookAnswer refusal;

		private int taken;

		private boolean closed;

		/**
		 * Add a part of the body.
		 * @return whether it was accepted
		 */
		boolean add(byte[] part, int length) {
			int size = this.bytes.size() + length;
			if (size < 0 || size > WebhookBodies.this.maxSize) {
				this.refusal = WebhookAnswer.TOO_LARGE;
			}
			else if (!take(Math.max(0, size - SMALL))) {
				this.refusal = WebhookAnswer.of(WebhookOutcome.BUSY);
			}
			else {
				this.bytes.write(part, 0, length);
			}
			return this.refusal == null;
		}

		private synchronized boolean take(int total) {
			if (this.closed || !WebhookBodies.this.shared.tryAcquire(total - this.taken)) {
				return false;
			}
			this.taken = total;
			return true;
		}

		/**
		 * Return the answer to a body that was not accepted, or {@code null}.
		 */
		@Nullable WebhookAnswer refusal() {
			return this.refusal;
		}

		byte[] toByteArray() {
			return this.bytes.toByteArray();
		}

		@Override
		public synchronized void close() {
			if (!this.closed) {
				this.closed = true;
				WebhookBodies.this.shared.release(this.taken);
			}
		}

	}

}
