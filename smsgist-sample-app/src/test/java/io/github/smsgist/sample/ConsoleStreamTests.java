package io.github.smsgist.sample;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConsoleStream}.
 */
class ConsoleStreamTests {

	private final ConsoleStream stream = new ConsoleStream();

	@Test
	void aPageGetsEverythingAndThenEachChange() {
		List<Object> received = new ArrayList<>();
		open().subscribe((event) -> received.add(event.data()));
		this.stream.publish("message", "change");
		assertThat(received).containsExactly("all", "change");
	}

	@Test
	void aPageThatIsClosedIsForgotten() {
		Disposable page = open().subscribe();
		assertThat(this.stream.pages()).isEqualTo(1);
		page.dispose();
		assertThat(this.stream.pages()).isZero();
	}

	@Test
	void tooManyPagesAreRefused() {
		List<Disposable> pages = new ArrayList<>();
		for (int i = 0; i < ConsoleStream.MAX_PAGES; i++) {
			pages.add(open().subscribe());
		}
		assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(this::open)
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(503));
		pages.get(0).dispose();
		open().subscribe();
		assertThat(this.stream.pages()).isEqualTo(ConsoleStream.MAX_PAGES);
	}

	@Test
	void aPageThatDoesNotReadHoldsNobodyUpAndLosesTheOldest() {
		List<Object> received = new ArrayList<>();
		Sleeper sleeper = new Sleeper();
		open().subscribe(sleeper);
		open().subscribe((event) -> received.add(event.data()));
		int changes = 3 * ConsoleStream.MAX_BEHIND;
		for (int i = 0; i < changes; i++) {
			this.stream.publish("message", i);
		}
		assertThat(received).hasSize(changes + 1);
		sleeper.request(Long.MAX_VALUE);
		assertThat(sleeper.received).hasSizeLessThan(2 * ConsoleStream.MAX_BEHIND).endsWith(changes - 1);
	}

	@Test
	void theStreamsEndWhenTheApplicationDoes() {
		Sleeper page = new Sleeper();
		open().subscribe(page);
		this.stream.close();
		assertThat(page.isDisposed()).isTrue();
		assertThat(this.stream.pages()).isZero();
	}

	private Flux<ServerSentEvent<Object>> open() {
		return this.stream.open("everything", () -> "all");
	}

	private static final class Sleeper extends BaseSubscriber<ServerSentEvent<Object>> {

		private final List<Object> received = new ArrayList<>();

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			// Asks for nothing yet.
		}

		@Override
		protected void hookOnNext(ServerSentEvent<Object> event) {
			this.received.add(event.data());
		}

	}

}
