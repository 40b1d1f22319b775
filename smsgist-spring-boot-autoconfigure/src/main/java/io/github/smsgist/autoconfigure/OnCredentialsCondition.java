package io.github.smsgist.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * {@link SpringBootCondition} that matches if all three credentials are set. A blank one,
 * from an unset environment variable, counts as not set.
 */
final class OnCredentialsCondition extends SpringBootCondition {

	static final List<String> CREDENTIALS = List.of("smsgist.client-id", "smsgist.client-secret",
			"smsgist.app-secret-key");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("SMSGist credentials");
		List<String> missing = missing(context.getEnvironment());
		return missing.isEmpty() ? ConditionOutcome.match(message.foundExactly("all three"))
				: ConditionOutcome.noMatch(message.didNotFind("property", "properties").items(missing));
	}

	static List<String> missing(Environment environment) {
		return CREDENTIALS.stream().filter((name) -> !StringUtils.hasText(environment.getProperty(name))).toList();
	}

}
