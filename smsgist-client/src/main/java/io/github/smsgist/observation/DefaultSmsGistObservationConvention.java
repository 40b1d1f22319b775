package io.github.smsgist.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.github.smsgist.observation.SmsGistObservationDocumentation.LowCardinality;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * Default {@link SmsGistObservationConvention}.
 */
final class DefaultSmsGistObservationConvention implements SmsGistObservationConvention {

	private static final String NONE = "none";

	/**
	 * Cache of key values, which are needed twice per call and are few.
	 */
	private final Map<Circumstances, KeyValues> keyValues = new ConcurrentHashMap<>();

	@Override
	public String getName() {
		return "smsgist.call";
	}

	@Override
	public String getContextualName(SmsGistObservationContext context) {
		return "smsgist " + LowerCaseName.of(context.getOperation()).replace('_', ' ');
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SmsGistObservationContext context) {
		Throwable error = context.getError();
		return this.keyValues.computeIfAbsent(new Circumstances(context.getClient(), context.getOperation(),
				context.getRoute(), context.isEnded() ? outcome(context) : null,
				(error != null) ? error.getClass().getSimpleName() : NONE), Circumstances::keyValues);
	}

	private static String channel(Operation operation) {
		return switch (operation) {
			case SEND_SMS -> "sms";
			case SEND_EMAIL -> "email";
			default -> NONE;
		};
	}

	/**
	 * Return the outcome, which is unknown for a call that was canceled.
	 */
	private static String outcome(SmsGistObservationContext context) {
		SmsGistException failure = context.getFailure();
		if (failure != null) {
			return LowerCaseName.of(failure.getOutcome());
		}
		return context.isAnswered() ? "success" : "unknown";
	}

	/**
	 * Source of the key values. A call in progress has no outcome and no error.
	 */
	private record Circumstances(String client, Operation operation, @Nullable Route route, @Nullable String outcome,
			String error) {

		KeyValues keyValues() {
			KeyValues keyValues = KeyValues.of(LowCardinality.CLIENT.withValue(this.client),
					LowCardinality.OPERATION.withValue(LowerCaseName.of(this.operation)),
					LowCardinality.CHANNEL.withValue(channel(this.operation)),
					LowCardinality.ROUTE.withValue((this.route != null) ? LowerCaseName.of(this.route) : NONE));
			return (this.outcome != null) ? keyValues.and(LowCardinality.OUTCOME.withValue(this.outcome),
					LowCardinality.ERROR.withValue(this.error)) : keyValues;
		}

	}

}
