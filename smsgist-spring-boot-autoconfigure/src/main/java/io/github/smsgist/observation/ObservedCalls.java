package io.github.smsgist.observation;

import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Puts an observation around a call, at no cost when nobody listens. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ObservedCalls {

	private static final SmsGistObservationConvention DEFAULT_CONVENTION = new DefaultSmsGistObservationConvention();

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
		return Mono.deferContextual((view) -> {
			SmsGistObservationContext context = new SmsGistObservationContext(this.client, operation, route);
			Observation observation = start(context, view);
			// Stopped before the caller goes on, who may look at what was observed.
			return call.doOnSuccess((answer) -> {
				context.setAnswered();
				observation.stop();
			})
				.doOnError((failure) -> observation.error(failure).stop())
				.doOnCancel(observation::stop)
				.contextWrite((reactorContext) -> reactorContext.put(ObservationThreadLocalAccessor.KEY, observation));
		});
	}

	private Observation start(SmsGistObservationContext context, ContextView view) {
		Observation observation = SmsGistObservationDocumentation.CALL.observation(this.convention, DEFAULT_CONVENTION,
				() -> context, this.registry);
		Observation parent = view.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		if (parent != null) {
			observation.parentObservation(parent);
		}
		return observation.start();
	}

}
