package io.github.smsgist.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link SanitizingFunction} that hides the credentials in actuator endpoints: in our
 * properties, in any spelling, and wherever else the same text occurs, such as on the
 * command line or in a variable that a property refers to.
 */
final class SmsGistSanitizingFunction implements SanitizingFunction {

	/**
	 * Minimum length, because a shorter text may occur in another by chance.
	 */
	private static final int MIN_PART_LENGTH = 8;

	/**
	 * Secrets other than those of the connection.
	 */
	private static final List<String> SECRETS = List.of("smsgist.webhook.secret", "smsgist.verification.secret");

	private static final String ADDITIONAL_SECRETS = "smsgist.webhook.additional-secrets";

	private final ObjectProvider<SmsGistConnectionDetails> connectionDetails;

	private final Environment environment;

	SmsGistSanitizingFunction(ObjectProvider<SmsGistConnectionDetails> connectionDetails, Environment environment) {
		this.connectionDetails = connectionDetails;
		this.environment = environment;
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
		return value instanceof CharSequence text && secrets().anyMatch((secret) -> shows(text.toString(), secret));
	}

	private Stream<String> secrets() {
		return Stream
			.of(this.connectionDetails.stream(ObjectProvider.UNFILTERED, false)
				.flatMap((details) -> Stream.of(details.getClientSecret(), details.getAppSecretKey())),
					SECRETS.stream().map((name) -> this.environment.getProperty(name, "")),
					Binder.get(this.environment)
						.bind(ADDITIONAL_SECRETS, Bindable.listOf(String.class))
						.orElse(List.of())
						.stream())
			.flatMap((secrets) -> secrets)
			.filter(StringUtils::hasText);
	}

	private static boolean shows(String text, String secret) {
		return (secret.length() < MIN_PART_LENGTH) ? text.equals(secret) : text.contains(secret);
	}

}
