package io.github.smsgist.internal.observation;

import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.model.Operation;
import io.github.smsgist.observation.SmsGistObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObservedCalls}.
 */
class ObservedCallsTests {

	private final List<String> stopped = new ArrayList<>();

	private final ObservationRegistry registry = ObservationRegistry.create();

	ObservedCallsTests() {
		this.registry.observationConfig().observationHandler(new ObservationHandler<SmsGistObservationContext>() {

			@Override
			public void onStop(SmsGistObservationContext context) {
				ObservedCallsTests.this.stopped.add(context.getLowCardinalityKeyValue("outcome").getValue());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof SmsGistObservationContext;
			}

		});
	}

	@Test
	void anAnswerIsCountedOnceIfItsCallerCancelsLater() {
		assertThat(Flux.from(observe(Mono.just("answer"))).take(1).blockLast()).isEqualTo("answer");
		observe(Mono.just("answer")).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.request(1);
			}

			@Override
			protected void hookOnNext(String answer) {
				cancel();
			}

		});
		assertThat(this.stopped).containsExactly("success", "success");
	}

	@Test
	void aCancelledCallHasAnUnknownOutcome() {
		observe(Sinks.<String>one().asMono()).subscribe().dispose();
		assertThat(this.stopped).containsExactly("unknown");
	}

	@Test
	void isStoppedBeforeTheCallerContinues() {
		assertThat(observe(Mono.just("answer")).map((answer) -> this.stopped.size()).block()).isOne();
	}

	@Test
	void theCallersObservationIsTheParent() {
		Observation parent = Observation.start("theirs", this.registry);
		Observation call = observe(Mono
			.deferContextual((context) -> Mono.just(context.<Observation>get(ObservationThreadLocalAccessor.KEY))))
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent))
			.block();
		assertThat(call.getContextView().getParentObservation()).isSameAs(parent);
	}

	@Test
	void aCallWithoutARegistryIsNotObserved() {
		Mono<String> call = Mono.just("answer");
		assertThat(new ObservedCalls(ObservationRegistry.NOOP, null, "client").observe(Operation.SEND_SMS, null, call))
			.isSameAs(call);
	}

	private <T> Mono<T> observe(Mono<T> call) {
		return new ObservedCalls(this.registry, null, "client").observe(Operation.SEND_SMS, null, call);
	}

}
