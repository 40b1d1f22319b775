package io.github.smsgist.observation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.error.Outcome;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.github.smsgist.observation.SmsGistObservationDocumentation.LowCardinality;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * Default {@link SmsGistObservationConvention}.
 *
 * @since 0.1.0
 */
public final class DefaultSmsGistObservationConvention implements SmsGistObservationConvention {

	private static final String NONE = "none";

	/**
	 * Asked for twice a call and few by nature.
	 */
	private final Map<Circumstances, KeyValues> keyValues = new ConcurrentHashMap<>();

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
		return this.keyValues.computeIfAbsent(Circumstances.of(context), Circumstances::keyValues);
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What key values are made of.
	 */
	private record Circumstances(String client, Operation operation, @Nullable Route route, @Nullable Outcome outcome,
			boolean answered, @Nullable Class<?> error) {

		static Circumstances of(SmsGistObservationContext context) {
			SmsGistException failure = context.getFailure();
			Throwable error = context.getError();
			return new Circumstances(context.getClient(), context.getOperation(), context.getRoute(),
					(failure != null) ? failure.outcome() : null, context.isAnswered(),
					(error != null) ? error.getClass() : null);
		}

		KeyValues keyValues() {
			return KeyValues.of(LowCardinality.CLIENT.withValue(this.client),
					LowCardinality.OPERATION.withValue(word(this.operation)),
					LowCardinality.CHANNEL.withValue(channel()),
					LowCardinality.ROUTE.withValue((this.route != null) ? word(this.route) : NONE),
					LowCardinality.OUTCOME.withValue(outcomeWord()),
					LowCardinality.ERROR.withValue((this.error != null) ? this.error.getSimpleName() : NONE));
		}

		private String channel() {
			return switch (this.operation) {
				case SEND_SMS -> "sms";
				case SEND_EMAIL -> "email";
				default -> NONE;
			};
		}

		/**
		 * A call that was cancelled has neither an answer nor a failure: nobody knows.
		 */
		private String outcomeWord() {
			if (this.outcome != null) {
				return word(this.outcome);
			}
			return this.answered ? "success" : "unknown";
		}

	}

}
