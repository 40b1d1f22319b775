package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.smsgist.sandbox.internal.clock.EventClock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Simulated service: accepts, sends and delivers messages, and charges credits. A single
 * lock guards everything, so that accepting a message and reserving its credits is
 * atomic. Thread-safe.
 */
public final class MessageService {

	private static final Log logger = LogFactory.getLog(MessageService.class);

	private static final long MAX_BYTES = 64 * 1024 * 1024;

	private static final long MAX_BYTES_IN_PROGRESS = 2 * MAX_BYTES;

	private final ServiceSettings settings;

	private final EventClock clock;

	private final MessageListener listener;

	private final Map<String, Message> messages = new LinkedHashMap<>();

	private final DeliveryResults results = new DeliveryResults();

	private CreditAccount credits;

	private DeliveryTerms terms;

	private long accepted;

	/**
	 * Approximate size of the remembered messages.
	 */
	private long bytes;

	/**
	 * Approximate size of the messages that are not sent or delivered yet, including
	 * forgotten ones.
	 */
	private long bytesInProgress;

	private boolean warned;

	public MessageService(ServiceSettings settings, DeliveryTerms terms, EventClock clock, MessageListener listener) {
		this.settings = settings;
		this.terms = terms;
		this.clock = clock;
		this.listener = listener;
		this.credits = new CreditAccount(settings.balance());
	}

	/**
	 * Create a draft of a message. Takes no lock.
	 * @param request the request
	 * @return the draft
	 */
	public Draft draft(SendRequest request) {
		return Draft.of(request, this.settings.price(request.channel()));
	}

	/**
	 * Accept a message.
	 * @param draft the message
	 * @param key the idempotency key, or {@code null}
	 * @throws ApiException if there are too few credits
	 */
	public void accept(Draft draft, @Nullable String key) {
		accept(draft, key, null);
	}

	/**
	 * Accept a new message to the failed recipients of a message.
	 * @param id the id of the failed message
	 * @param key the idempotency key, or {@code null}
	 * @return the new message
	 * @throws ApiException if there is no such message or it has not failed
	 */
	public synchronized Draft retry(String id, @Nullable String key) {
		Message original = find(id);
		if (!original.status().equals("failed")) {
			throw new ApiException(422, "Only a failed message can be retried; this one is " + original.status());
		}
		List<String> failed = original.recipients()
			.stream()
			.filter(Recipient::isFailed)
			.map(Recipient::address)
			.toList();
		Draft draft = draft(original.request().to(failed));
		accept(draft, key, original.id());
		return draft;
	}

	private synchronized void accept(Draft draft, @Nullable String key, @Nullable String originalId) {
		Message message = new Message(draft, key, originalId, this.terms, this.clock.now());
		if (this.bytesInProgress > MAX_BYTES_IN_PROGRESS) {
			throw new ApiException(503, "The sandbox has too many messages in progress; advance its clock");
		}
		if (message.isCharged() && !this.credits.reserve(message.totalCost())) {
			throw new ApiException(402, "Insufficient credits");
		}
		remember(message);
		this.accepted++;
		this.bytesInProgress += message.weight();
		for (Recipient recipient : message.recipients()) {
			this.listener.onEvent("queued", message, recipient, message.createdAt());
		}
		this.clock.schedule(this.settings.sendDelay(), () -> send(message));
	}

	private void remember(Message message) {
		this.messages.put(message.id(), message);
		this.bytes += message.weight();
		while ((this.messages.size() > this.settings.maxMessages() || this.bytes > MAX_BYTES)
				&& this.messages.size() > 1) {
			warnOnce();
			Iterator<Message> oldest = this.messages.values().iterator();
			this.bytes -= oldest.next().weight();
			oldest.remove();
		}
	}

	private void warnOnce() {
		if (!this.warned) {
			this.warned = true;
			logger.warn("SMSGist sandbox: the oldest messages are forgotten, because there are more than "
					+ this.settings.maxMessages() + " or they take more than " + MAX_BYTES / (1024 * 1024)
					+ " MB. Raise the number with maxMessages");
		}
	}

	private synchronized void send(Message message) {
		Instant time = this.clock.now();
		boolean sent = false;
		for (Recipient recipient : message.recipients()) {
			recipient.send(this.results.get(message.request().channel(), recipient.address()));
			sent |= !recipient.isFailed();
			settle(message, recipient);
		}
		message.finishSending(sent ? time : null);
		for (Recipient recipient : message.recipients()) {
			this.listener.onEvent(recipient.isFailed() ? "failed" : "sent", message, recipient, time);
		}
		if (sent) {
			this.clock.schedule(this.settings.deliveryDelay(), () -> deliver(message));
		}
		else {
			this.bytesInProgress -= message.weight();
		}
	}

	private void settle(Message message, Recipient recipient) {
		if (!message.isCharged()) {
			return;
		}
		if (recipient.isFailed()) {
			this.credits.release(message.costPerRecipient());
		}
		else {
			this.credits.settle(message.costPerRecipient());
		}
	}

	private synchronized void deliver(Message message) {
		Instant time = this.clock.now();
		this.bytesInProgress -= message.weight();
		for (Recipient recipient : message.recipients()) {
			switch (recipient.result().kind()) {
				case DELIVERED -> {
					recipient.deliver(time);
					this.listener.onEvent("delivered", message, recipient, time);
				}
				case COMPLAINED -> {
					recipient.deliver(time);
					this.listener.onEvent("delivered", message, recipient, time);
					this.listener.onEvent("complained", message, recipient, time);
				}
				case UNDELIVERED -> {
					recipient.fail();
					this.listener.onEvent("failed", message, recipient, time);
				}
				case BOUNCED -> {
					recipient.fail();
					this.listener.onEvent("bounced", message, recipient, time);
				}
				case NOT_SENT, PENDING -> {
				}
			}
		}
	}

	/**
	 * Record an event of the recipients of an email.
	 * @param id the id of the message
	 * @param event {@code opened} or {@code clicked}
	 */
	public synchronized void track(String id, String event) {
		Message message = this.messages.get(id);
		if (message == null || message.request().channel() != Channel.EMAIL) {
			throw new IllegalArgumentException("There is no email with the id " + id);
		}
		if (message.request().noTracking()) {
			throw new IllegalStateException("Email " + id + " was sent with no_tracking, so it is not tracked");
		}
		if (message.delivered() == 0) {
			throw new IllegalStateException("Email " + id + " is not delivered yet");
		}
		Instant time = this.clock.now();
		message.recipients()
			.stream()
			.filter(Recipient::isDelivered)
			.forEach((recipient) -> this.listener.onEvent(event, message, recipient, time));
	}

	/**
	 * Deliver further messages to a recipient.
	 * @param recipient the recipient
	 */
	public synchronized void makeReachable(String recipient) {
		this.results.set(recipient, (channel) -> DeliveryResult.DELIVERED);
	}

	/**
	 * Let further messages to a recipient fail.
	 * @param recipient the recipient
	 */
	public synchronized void makeUnreachable(String recipient) {
		this.results.set(recipient, DeliveryResult::unreachable);
	}

	public synchronized Credits credits() {
		return new Credits(this.credits.balance(), this.credits.reserved(), this.credits.available());
	}

	public synchronized void setBalance(BigDecimal balance) {
		this.credits.setBalance(balance);
	}

	public synchronized void setTerms(DeliveryTerms terms) {
		this.terms = terms;
	}

	/**
	 * Return the number of accepted messages, including forgotten ones.
	 * @return the number of messages
	 */
	public synchronized long accepted() {
		return this.accepted;
	}

	/**
	 * Return views of all messages, under the lock.
	 * @param <T> the type of the view
	 * @param view creates the view
	 * @return the views, oldest first
	 */
	public synchronized <T> List<T> messages(Function<Message, T> view) {
		return this.messages.values().stream().map(view).toList();
	}

	/**
	 * Return a view of a message, under the lock.
	 * @param <T> the type of the view
	 * @param id the id of the message
	 * @param view creates the view
	 * @return the view
	 * @throws ApiException if there is no such message
	 */
	public synchronized <T> T message(String id, Function<Message, T> view) {
		return view.apply(find(id));
	}

	/**
	 * Return a view of a message, if there is one.
	 * @param <T> the type of the view
	 * @param id the id of the message
	 * @param view creates the view
	 * @return the view, or {@code null} if there is no such message
	 */
	public synchronized <T> @Nullable T findMessage(String id, Function<Message, T> view) {
		Message message = this.messages.get(id);
		return (message != null) ? view.apply(message) : null;
	}

	/**
	 * Return a view of the last message to a recipient.
	 * @param <T> the type of the view
	 * @param channel the channel
	 * @param recipient the recipient
	 * @param view creates the view
	 * @return the view, or {@code null} if there is no such message
	 */
	public synchronized <T> @Nullable T lastTo(Channel channel, String recipient, Function<Message, T> view) {
		String normalized = channel.normalize(recipient);
		Message last = null;
		for (Message message : this.messages.values()) {
			if (normalized != null && message.request().channel() == channel && message.isTo(normalized)) {
				last = message;
			}
		}
		return (last != null) ? view.apply(last) : null;
	}

	private Message find(String id) {
		Message message = this.messages.get(id);
		if (message == null) {
			throw new ApiException(404, "Message not found");
		}
		return message;
	}

	/**
	 * Restore the initial state. No task of the clock may be running.
	 * @param terms the terms for further messages
	 */
	public synchronized void reset(DeliveryTerms terms) {
		this.clock.clear();
		this.messages.clear();
		this.bytes = 0;
		this.bytesInProgress = 0;
		this.results.clear();
		this.credits = new CreditAccount(this.settings.balance());
		this.terms = terms;
		this.accepted = 0;
	}

	/**
	 * State of the account in GHS.
	 *
	 * @param balance the balance, including reserved credits
	 * @param reserved the reserved credits
	 * @param available the available credits
	 */
	public record Credits(BigDecimal balance, BigDecimal reserved, BigDecimal available) {

	}

}
