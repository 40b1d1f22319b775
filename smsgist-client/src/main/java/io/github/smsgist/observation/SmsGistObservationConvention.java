package io.github.smsgist.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for calls to SMSGist.
 *
 * @since 0.1.0
 * @see DefaultSmsGistObservationConvention
 */
public interface SmsGistObservationConvention extends ObservationConvention<SmsGistObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof SmsGistObservationContext;
	}

}
