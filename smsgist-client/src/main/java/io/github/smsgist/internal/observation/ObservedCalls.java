package io.github.smsgist.internal.observation;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.github.smsgist.observation.SmsGistObservationContext;
import io.github.smsgist.observation.SmsGistObservationConvention;
import io.github.smsgist.observation.SmsGistObservationDocumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.observability.DefaultSignalListener;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Adds observations to calls. Without an observation registry there is no overhead.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class ObservedCalls {

	private final ObservationRegistry registry;

	private final @Nullable SmsGistObservationConvention convention;

	private final String client;

	/**
	 * Create observed calls.
	 * @param registry the registry
	 * @param convention the application's convention, or {@code null} for the default
	 * @param client the name of the client
	 */
	public ObservedCalls(ObservationRegistry registry, @Nullable SmsGistObservationConvention convention,
			String client) {
		this.registry = registry;
		this.convention = convention;
		this.client = client;
	}

	/**
	 * Observe a call.
	 * @param <T> the type of the answer
	 * @param operation what the service is asked to do
	 * @param route the route asked for, or {@code null}
	 * @param call the call
	 * @return the same call, observed
	 */
	public <T> Mono<T> observe(Operation operation, @Nullable Route route, Mono<T> call) {
		if (this.registry.isNoop()) {
			return call;
		}
		return call.tap((view) -> new CallObservation<>(
				start(new SmsGistObservationContext(this.client, operation, route), view)));
	}

	private Observation start(SmsGistObservationContext context, ContextView view) {
		Observation observation = SmsGistObservationDocumentation.CALL.observation(this.convention,
				SmsGistObservationConvention.DEFAULT, () -> context, this.registry);
		Observation parent = view.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		if (parent != null) {
			observation.parentObservation(parent);
		}
		return observation.start();
	}

	/**
	 * Stops before the caller gets the answer, and may look at the observation.
	 */
	private static final class CallObservation<T> extends DefaultSignalListener<T> {

		private final Observation observation;

		private final AtomicBoolean stopped = new AtomicBoolean();

		CallObservation(Observation observation) {
			this.observation = observation;
		}

		/**
		 * Makes this observation the parent of the HTTP client's.
		 */
		@Override
		public Context addToContext(Context context) {
			return context.put(ObservationThreadLocalAccessor.KEY, this.observation);
		}

		@Override
		public void doOnNext(T answer) {
			((SmsGistObservationContext) this.observation.getContext()).setAnswered();
			stop();
		}

		@Override
		public void doOnError(Throwable failure) {
			this.observation.error(failure);
			stop();
		}

		@Override
		public void doOnCancel() {
			stop();
		}

		/**
		 * Stops once, because a caller with an answer may still cancel.
		 */
		private void stop() {
			if (this.stopped.compareAndSet(false, true)) {
				((SmsGistObservationContext) this.observation.getContext()).setEnded();
				this.observation.stop();
			}
		}

	}

}
