package io.github.smsgist.autoconfigure.webhook;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * {@link SpringBootCondition} that matches if the secret of the webhook is not blank.
 */
final class OnWebhookSecretCondition extends SpringBootCondition {

	private static final String SECRET = "smsgist.webhook.secret";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("SMSGist webhook secret");
		return StringUtils.hasText(context.getEnvironment().getProperty(SECRET))
				? ConditionOutcome.match(message.foundExactly(SECRET))
				: ConditionOutcome.noMatch(message.didNotFind("property").items(SECRET));
	}

}
