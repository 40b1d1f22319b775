package io.github.smsgist.internal.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Thrown when bytes are not one JSON object. The message says where the problem is and
 * quotes nothing, so it has no cause either: Jackson's exceptions quote the input.
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
