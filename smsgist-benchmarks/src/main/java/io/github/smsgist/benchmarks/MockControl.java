package io.github.smsgist.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Tells the {@link MockServer} what to do, from another process.
 *
 * @param url where it is
 */
record MockControl(URI url) {

	void set(int delayMillis, boolean refusing) {
		get("/control/%d/%s".formatted(delayMillis, refusing));
	}

	long answers() {
		return Long.parseLong(get("/control"));
	}

	private String get(String path) {
		try (InputStream answer = this.url.resolve(path).toURL().openStream()) {
			return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
