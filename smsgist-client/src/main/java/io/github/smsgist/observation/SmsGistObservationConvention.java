package io.github.smsgist.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for calls to SMSGist.
 *
 * @since 0.1.0
 */
public interface SmsGistObservationConvention extends ObservationConvention<SmsGistObservationContext> {

	/**
	 * The default convention.
	 */
	SmsGistObservationConvention DEFAULT = new DefaultSmsGistObservationConvention();

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof SmsGistObservationContext;
	}

}
