package io.github.smsgist.sample;

import java.time.Duration;
import java.util.function.Supplier;

import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the open pages are told, as server-sent events. There is a bound to the number of
 * pages and to how far one may fall behind, and no thread waits for any of them.
 */
@Component
class ConsoleStream {

	static final int MAX_PAGES = 50;

	static final int MAX_BEHIND = 500;

	/**
	 * Writing is how it is noticed that a page was closed.
	 */
	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final Sinks.Many<ServerSentEvent<Object>> events = Sinks.many().multicast().directBestEffort();

	private final Sinks.Empty<Void> closing = Sinks.empty();

	synchronized void publish(String name, Object data) {
		this.events.tryEmitNext(event(name, data));
	}

	/**
	 * Open the stream for one page.
	 * @param name the name of the first event
	 * @param snapshot the data of the first event: everything so far. Taken once the page
	 * hears of changes, so that none is lost in between.
	 * @return the stream
	 */
	Flux<ServerSentEvent<Object>> open(String name, Supplier<Object> snapshot) {
		if (pages() >= MAX_PAGES) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"There are %d pages open already.".formatted(MAX_PAGES));
		}
		Flux<ServerSentEvent<Object>> changes = this.events.asFlux()
			.onBackpressureBuffer(MAX_BEHIND, BufferOverflowStrategy.DROP_OLDEST);
		Mono<ServerSentEvent<Object>> first = Mono.fromSupplier(() -> event(name, snapshot.get()));
		Flux<ServerSentEvent<Object>> heartbeats = Flux.interval(HEARTBEAT)
			.onBackpressureDrop()
			.map((tick) -> ServerSentEvent.builder().comment("").build());
		return Flux.merge(changes, first, heartbeats).takeUntilOther(this.closing.asMono());
	}

	int pages() {
		return this.events.currentSubscriberCount();
	}

	/**
	 * A graceful shutdown waits for open requests, and these would never end.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.closing.tryEmitEmpty();
	}

	private static ServerSentEvent<Object> event(String name, Object data) {
		return ServerSentEvent.builder().event(name).data(data).build();
	}

}
