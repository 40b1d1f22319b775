package io.github.smsgist.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of calls to SMSGist.
 *
 * @since 0.1.0
 */
public enum SmsGistObservationDocumentation implements ObservationDocumentation {

	/**
	 * A call, from the caller's hand to the certain outcome, with all of its waits and
	 * attempts. The HTTP client's own observations of the attempts are below it.
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
	 * Keys with few values.
	 */
	public enum LowCardinality implements KeyName {

		/**
		 * Name of the client.
		 */
		CLIENT("smsgist.client"),

		/**
		 * The operation: {@code send_sms}, {@code send_email},
		 * {@code get_message_status}, {@code retry_message}, {@code get_credit_balance}.
		 */
		OPERATION("smsgist.operation"),

		/**
		 * The channel of a send: {@code sms}, {@code email}, else {@code none}.
		 */
		CHANNEL("smsgist.channel"),

		/**
		 * The route of a send: {@code regular}, {@code otp}, else {@code none}.
		 */
		ROUTE("smsgist.route"),

		/**
		 * What is certain: {@code success}, {@code not_processed}, {@code unknown}.
		 */
		OUTCOME("outcome"),

		/**
		 * The kind of failure, as the simple name of the exception, else {@code none}.
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
