package io.github.smsgist.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Reads answers that something between the service and this client has compressed, which
 * no request asks for.
 */
final class Gzip {

	private static final int FIRST_BYTE = 0x1f;

	private Gzip() {
	}

	/**
	 * Decompress an answer.
	 * @param body the answer
	 * @param maxSize the size beyond which it is not decompressed
	 * @return the decompressed answer, or the answer itself if it is not compressed, not
	 * intact or too large
	 */
	static byte[] decompress(byte[] body, int maxSize) {
		if (body.length == 0 || body[0] != FIRST_BYTE) {
			return body;
		}
		try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(body))) {
			byte[] decompressed = content.readNBytes(maxSize + 1);
			return (decompressed.length <= maxSize) ? decompressed : body;
		}
		catch (IOException ex) {
			// Whoever parses it says that it is not JSON.
			return body;
		}
	}

}
