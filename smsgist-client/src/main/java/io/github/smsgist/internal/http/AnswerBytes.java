package io.github.smsgist.internal.http;

import java.util.Arrays;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Gathers the bytes of an answer, which most often come in one piece. It copies them at
 * once and keeps no buffer, so that nothing is left to be released however the answer
 * ends.
 */
final class AnswerBytes {

	/**
	 * The status of a message to tens of thousands of recipients fits.
	 */
	private static final int MOST = 16 * 1024 * 1024;

	private byte[] bytes = {};

	private int length;

	void add(DataBuffer piece) {
		try {
			int added = piece.readableByteCount();
			if (added > MOST - this.length) {
				throw new DataBufferLimitException("The answer has more than %s bytes".formatted(MOST));
			}
			if (added > this.bytes.length - this.length) {
				this.bytes = Arrays.copyOf(this.bytes, Math.max(this.length + added, 2 * this.length));
			}
			piece.read(this.bytes, this.length, added);
			this.length += added;
		}
		finally {
			DataBufferUtils.release(piece);
		}
	}

	byte[] toByteArray() {
		return (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
	}

}
