package io.github.smsgist.sandbox.internal.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * {@link MessageListener} that keeps the events of the last messages for the console, and
 * notifies another listener. Thread-safe.
 */
public final class MessageTimeline implements MessageListener {

	private static final int MAX_MESSAGES = 20_000;

	private static final int MAX_ENTRIES = 50;

	private final MessageListener next;

	private final AtomicLong count = new AtomicLong();

	private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

	public MessageTimeline(MessageListener next) {
		this.next = next;
	}

	@Override
	public void onEvent(String event, Message message, Recipient recipient, Instant time) {
		this.count.incrementAndGet();
		add(message.id(), new Entry(time, event, recipient.address(), 1));
		this.next.onEvent(event, message, recipient, time);
	}

	private synchronized void add(String messageId, Entry entry) {
		List<Entry> ofMessage = this.entries.computeIfAbsent(messageId, (id) -> new ArrayList<>(3));
		for (int i = ofMessage.size() - 1; i >= 0 && ofMessage.get(i).time().equals(entry.time()); i--) {
			if (ofMessage.get(i).state().equals(entry.state())) {
				ofMessage.set(i, ofMessage.get(i).oneMore());
				return;
			}
		}
		if (ofMessage.size() < MAX_ENTRIES) {
			ofMessage.add(entry);
		}
		if (this.entries.size() > MAX_MESSAGES) {
			this.entries.remove(this.entries.keySet().iterator().next());
		}
	}

	/**
	 * Return the number of all events.
	 * @return the number of events
	 */
	public long count() {
		return this.count.get();
	}

	public synchronized List<Entry> of(String messageId) {
		return List.copyOf(this.entries.getOrDefault(messageId, List.of()));
	}

	public synchronized void clear() {
		this.count.incrementAndGet();
		this.entries.clear();
	}

	/**
	 * Event of one recipient, or of several recipients at the same time.
	 *
	 * @param time the time, by the sandbox's clock
	 * @param state the new state
	 * @param recipient the recipient, or {@code null} if there are several
	 * @param count the number of recipients
	 */
	public record Entry(Instant time, String state, @Nullable String recipient, int count) {

		Entry oneMore() {
			return new Entry(this.time, this.state, null, this.count + 1);
		}

	}

}
