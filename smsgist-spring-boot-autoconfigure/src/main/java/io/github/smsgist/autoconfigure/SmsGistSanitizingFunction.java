package io.github.smsgist.autoconfigure;

import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps the credentials out of the actuator's answers even where values are shown: under
 * our own property names, however they are spelled, and wherever else the same text
 * stands, such as in the command line or in the variable that a property refers to.
 */
final class SmsGistSanitizingFunction implements SanitizingFunction {

	/**
	 * A shorter text may stand in another by chance.
	 */
	private static final int SHORTEST_PART = 8;

	private final ObjectProvider<SmsGistConnectionDetails> connectionDetails;

	SmsGistSanitizingFunction(ObjectProvider<SmsGistConnectionDetails> connectionDetails) {
		this.connectionDetails = connectionDetails;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (isSecretName(data.getKey()) || showsSecret(data.getValue())) ? data.withSanitizedValue() : data;
	}

	static boolean isSecretName(String key) {
		String name = key.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
		return name.startsWith("smsgist") && name.contains("secret");
	}

	private boolean showsSecret(@Nullable Object value) {
		return value instanceof CharSequence text && this.connectionDetails.stream(ObjectProvider.UNFILTERED, false)
			.flatMap((details) -> Stream.of(details.getClientSecret(), details.getAppSecretKey()))
			.anyMatch((secret) -> shows(text.toString(), secret));
	}

	private static boolean shows(String text, String secret) {
		return (secret.length() < SHORTEST_PART) ? text.equals(secret) : text.contains(secret);
	}

}
