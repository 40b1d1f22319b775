package io.github.smsgist.internal.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Thrown when bytes are not a JSON object. The message does not quote the input, and
 * there is no cause, because Jackson's exceptions do.
 *
 * @since 0.1.0
 */
public final class MalformedJsonException extends RuntimeException {

	MalformedJsonException(String problem) {
		super(problem);
	}

	static MalformedJsonException at(JacksonException failure) {
		TokenStreamLocation location = failure.getLocation();
		return new MalformedJsonException((location != null)
				? "is not JSON (line %s, column %s)".formatted(location.getLineNr(), location.getColumnNr())
				: "is not JSON");
	}

}
