package io.github.smsgist.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Logs a warning if only some of the credentials are set, for applications in which the
 * template is optional and which therefore start without it.
 */
final class IncompleteCredentialsWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(IncompleteCredentialsWarning.class);

	private final ObjectProvider<SmsGistConnectionDetails> connectionDetails;

	private final Environment environment;

	IncompleteCredentialsWarning(ObjectProvider<SmsGistConnectionDetails> connectionDetails, Environment environment) {
		this.connectionDetails = connectionDetails;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.connectionDetails.stream().findAny().isPresent()) {
			return;
		}
		List<String> missing = OnCredentialsCondition.missing(this.environment);
		List<String> hints = SimilarProperties.hints(this.environment, missing);
		boolean incomplete = !missing.isEmpty() && missing.size() < OnCredentialsCondition.CREDENTIALS.size();
		if (incomplete || !hints.isEmpty()) {
			logger.warn("SMSGist is not configured, because these properties are not set: %s. %s"
				.formatted(String.join(", ", missing), String.join(" ", hints))
				.strip());
		}
	}

}
