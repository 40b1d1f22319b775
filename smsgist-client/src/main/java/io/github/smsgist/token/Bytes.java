package io.github.smsgist.token;

import java.io.ByteArrayOutputStream;

/**
 * Joins byte arrays.
 */
final class Bytes {

	static final byte[] NONE = {};

	private Bytes() {
	}

	static byte[] join(byte[]... arrays) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] array : arrays) {
			joined.writeBytes(array);
		}
		return joined.toByteArray();
	}

}
