package io.github.smsgist.observation;

import java.util.Locale;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.observation.SmsGistObservationDocumentation.LowCardinality;
import io.micrometer.common.KeyValues;

/**
 * Default {@link SmsGistObservationConvention}.
 *
 * @since 0.1.0
 */
public final class DefaultSmsGistObservationConvention implements SmsGistObservationConvention {

	private static final String NONE = "none";

	@Override
	public String getName() {
		return "smsgist.call";
	}

	@Override
	public String getContextualName(SmsGistObservationContext context) {
		return "smsgist " + word(context.getOperation()).replace('_', ' ');
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SmsGistObservationContext context) {
		return KeyValues.of(LowCardinality.CLIENT.withValue(context.getClient()),
				LowCardinality.OPERATION.withValue(word(context.getOperation())),
				LowCardinality.CHANNEL.withValue(channel(context.getOperation())),
				LowCardinality.ROUTE.withValue((context.getRoute() != null) ? word(context.getRoute()) : NONE),
				LowCardinality.OUTCOME.withValue(outcome(context)), LowCardinality.ERROR
					.withValue((context.getError() != null) ? context.getError().getClass().getSimpleName() : NONE));
	}

	private static String channel(Operation operation) {
		return switch (operation) {
			case SEND_SMS -> "sms";
			case SEND_EMAIL -> "email";
			default -> NONE;
		};
	}

	/**
	 * A call that was cancelled has neither an answer nor a failure: nobody knows.
	 */
	private static String outcome(SmsGistObservationContext context) {
		SmsGistException failure = context.getFailure();
		if (failure != null) {
			return word(failure.outcome());
		}
		return context.isAnswered() ? "success" : "unknown";
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
