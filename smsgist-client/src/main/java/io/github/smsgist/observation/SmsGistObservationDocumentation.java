package io.github.smsgist.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * {@link ObservationDocumentation} for calls to SMSGist.
 *
 * @since 0.1.0
 */
public enum SmsGistObservationDocumentation implements ObservationDocumentation {

	/**
	 * A call with all its waits and attempts. The observations of the HTTP client for
	 * each attempt are its children.
	 */
	CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultSmsGistObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinality.values();
		}

	};

	/**
	 * Low cardinality keys.
	 */
	public enum LowCardinality implements KeyName {

		/**
		 * Name of the client.
		 */
		CLIENT("smsgist.client"),

		/**
		 * Operation: {@code send_sms}, {@code send_email}, {@code get_message_status},
		 * {@code retry_message}, {@code get_credit_balance}.
		 */
		OPERATION("smsgist.operation"),

		/**
		 * Channel of a send: {@code sms}, {@code email}, else {@code none}.
		 */
		CHANNEL("smsgist.channel"),

		/**
		 * Route of a send: {@code regular}, {@code otp}, else {@code none}.
		 */
		ROUTE("smsgist.route"),

		/**
		 * Outcome: {@code success}, {@code not_processed}, {@code unknown}.
		 */
		OUTCOME("outcome"),

		/**
		 * Simple class name of the exception, else {@code none}.
		 */
		ERROR("error");

		private final String key;

		LowCardinality(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
