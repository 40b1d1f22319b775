package io.github.smsgist;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Intake}.
 */
class IntakeTests {

	private final Sinks.Empty<Void> end = Sinks.empty();

	@Test
	void aMessageHandedOverAtTheEndIsPassedOn() {
		AtomicBoolean canceled = new AtomicBoolean();
		Flux<Integer> source = Flux.range(1, 10)
			.doOnNext((number) -> endAfter(number, 3))
			.doOnCancel(() -> canceled.set(true));
		StepVerifier.create(until(source)).expectNext(1, 2, 3).verifyComplete();
		assertThat(canceled).isTrue();
	}

	@Test
	void anIdleSourceIsCanceledAtTheEnd() {
		TestPublisher<Integer> source = TestPublisher.create();
		StepVerifier.create(until(source.flux()))
			.then(() -> source.next(1))
			.expectNext(1)
			.then(this.end::tryEmitEmpty)
			.verifyComplete();
		source.assertCancelled();
	}

	@Test
	void nothingIsTakenAfterTheEnd() {
		this.end.tryEmitEmpty();
		StepVerifier.create(until(Flux.range(1, 10))).verifyComplete();
	}

	@Test
	void aMessageFromASourceThatGoesOnIsReportedAsDropped() {
		TestPublisher<Integer> source = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		StepVerifier.create(until(source.flux()))
			.then(this.end::tryEmitEmpty)
			.then(() -> source.next(1))
			.expectComplete()
			.verifyThenAssertThat()
			.hasDropped(1);
	}

	@Test
	void theSourceEndsByItself() {
		PublisherProbe<Void> never = PublisherProbe.of(Mono.never());
		StepVerifier.create(Intake.until(never.mono(), Flux.range(1, 3))).expectNext(1, 2, 3).verifyComplete();
		never.assertWasCancelled();
		StepVerifier.create(until(Flux.error(new IllegalStateException("gone")))).verifyErrorMessage("gone");
	}

	@Test
	void aFailureAfterTheEndIsReportedAsDropped() {
		TestPublisher<Integer> source = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		StepVerifier.create(until(source.flux()))
			.then(this.end::tryEmitEmpty)
			.then(() -> source.error(new IllegalStateException("late")))
			.expectComplete()
			.verifyThenAssertThat()
			.hasDroppedErrorWithMessage("late");
	}

	@Test
	void anEndThatFailsCancelsTheSource() {
		TestPublisher<Integer> source = TestPublisher.create();
		StepVerifier.create(Intake.until(Mono.error(new IllegalStateException("no timer")), source))
			.verifyErrorMessage("no timer");
		source.assertCancelled();
	}

	@Test
	void whoeverCancelsWaitsForNoEnd() {
		PublisherProbe<Void> never = PublisherProbe.of(Mono.never());
		StepVerifier.create(Intake.until(never.mono(), Flux.range(1, 3))).expectNext(1).thenCancel().verify();
		never.assertWasCancelled();
	}

	@Test
	void theContextReachesTheSource() {
		AtomicReference<Object> seen = new AtomicReference<>();
		Flux<Integer> source = Flux.deferContextual((context) -> {
			seen.set(context.get("tenant"));
			return Flux.just(1);
		});
		StepVerifier.create(until(source).contextWrite(Context.of("tenant", "north"))).expectNext(1).verifyComplete();
		assertThat(seen).hasValue("north");
	}

	private Flux<Integer> until(Flux<Integer> source) {
		return Intake.until(this.end.asMono(), source);
	}

	private void endAfter(int number, int last) {
		if (number == last) {
			this.end.tryEmitEmpty();
		}
	}

}
