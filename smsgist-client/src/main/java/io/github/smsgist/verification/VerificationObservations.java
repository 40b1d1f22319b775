package io.github.smsgist.verification;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.smsgist.internal.text.LowerCaseName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Observations of verifications. They do not contain recipients, codes or ids.
 * Thread-safe.
 */
final class VerificationObservations {

	private static final String NAME = "smsgist.verification";

	private static final String NONE = "none";

	private final ObservationRegistry registry;

	VerificationObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	<T> T observe(String operation, Supplier<T> call) {
		if (this.registry.isNoop()) {
			return call.get();
		}
		OperationObservation observation = start(operation, null);
		try (Observation.Scope scope = observation.openScope()) {
			T answer = call.get();
			observation.answered(answer);
			return answer;
		}
		catch (RuntimeException | Error ex) {
			observation.failed(ex);
			throw ex;
		}
	}

	<T> Mono<T> observe(String operation, Mono<T> call) {
		if (this.registry.isNoop()) {
			return call;
		}
		return Mono.deferContextual((view) -> {
			OperationObservation observation = start(operation, parent(view));
			return call.doOnNext(observation::answered)
				.doOnError(observation::failed)
				.doOnCancel(observation::cancelled)
				.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, observation.observation));
		});
	}

	private static @Nullable Observation parent(ContextView view) {
		return view.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
	}

	private OperationObservation start(String operation, @Nullable Observation parent) {
		Observation observation = Observation.createNotStarted(NAME, this.registry)
			.contextualName("verification " + operation)
			.lowCardinalityKeyValue("operation", operation);
		if (parent != null) {
			observation.parentObservation(parent);
		}
		return new OperationObservation(observation.start());
	}

	/**
	 * Stops once, before the caller gets the result and may still cancel.
	 */
	private static final class OperationObservation {

		private final Observation observation;

		private final AtomicBoolean stopped = new AtomicBoolean();

		OperationObservation(Observation observation) {
			this.observation = observation;
		}

		Observation.Scope openScope() {
			return this.observation.openScope();
		}

		void answered(Object answer) {
			stop((answer instanceof VerificationCheck check) ? LowerCaseName.of(check.status()) : "sent", NONE, null);
		}

		/**
		 * A refusal is an answer that applications expect, and not an error.
		 */
		void failed(Throwable failure) {
			if (failure instanceof VerificationRefusedException refused) {
				stop("refused", LowerCaseName.of(refused.getReason()), null);
			}
			else {
				stop("failed", NONE, failure);
			}
		}

		void cancelled() {
			stop("cancelled", NONE, null);
		}

		private void stop(String result, String reason, @Nullable Throwable error) {
			if (this.stopped.compareAndSet(false, true)) {
				if (error != null) {
					this.observation.error(error);
				}
				this.observation.lowCardinalityKeyValue("result", result)
					.lowCardinalityKeyValue("reason", reason)
					.lowCardinalityKeyValue("error", (error != null) ? error.getClass().getSimpleName() : NONE)
					.stop();
			}
		}

	}

}
