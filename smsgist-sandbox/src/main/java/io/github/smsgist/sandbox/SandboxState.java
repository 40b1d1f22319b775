package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.github.smsgist.model.SmsSegments;
import org.jspecify.annotations.Nullable;

/**
 * Everything a sandbox remembers of its messages, credits and idempotency keys, and what
 * the operations do to it. One lock guards it all, so that a key is looked up, credits
 * are held, a message is made and its answer is stored in one step.
 */
final class SandboxState {

	private final SandboxSettings settings;

	private final SandboxClock clock;

	private final Envelope envelope;

	private final EventSink events;

	private final IdempotencyKeys keys;

	private final Map<String, Message> messages = new LinkedHashMap<>();

	private final Map<String, Fate> fates = new HashMap<>();

	private CreditAccount credits;

	private CredentialMode mode;

	private long accepted;

	SandboxState(SandboxSettings settings, SandboxClock clock, Envelope envelope, EventSink events) {
		this.settings = settings;
		this.clock = clock;
		this.envelope = envelope;
		this.events = events;
		this.keys = new IdempotencyKeys(settings.maxKeys());
		this.credits = new CreditAccount(settings.balance());
		this.mode = settings.mode();
	}

	/**
	 * Run an operation unless its key has an answer already.
	 * @param path the path of the operation
	 * @param key the idempotency key, or {@code null}
	 * @param operation the operation
	 * @return the answer
	 */
	synchronized Answer once(String path, @Nullable String key, Supplier<Answer> operation) {
		if (key == null) {
			return answerOf(operation);
		}
		Answer original = this.keys.find(path, key, this.clock.now());
		if (original != null) {
			return original;
		}
		Answer answer = answerOf(operation);
		if (answer.isSuccess() || this.settings.storeErrors()) {
			this.keys.store(path, key, answer, this.clock.now());
		}
		return answer;
	}

	private Answer answerOf(Supplier<Answer> operation) {
		try {
			return operation.get();
		}
		catch (ApiException ex) {
			return this.envelope.error(ex.status(), String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Prepare a send. Its answer is written before the lock is taken, for it depends on
	 * the request alone.
	 * @param request the request
	 * @param key the idempotency key, or {@code null}
	 * @return what accepts the message, to be run {@linkplain #once once}
	 */
	Supplier<Answer> send(SendRequest request, @Nullable String key) {
		Draft draft = draft(request);
		List<SentRecipient> recipients = new ArrayList<>(draft.recipients().size());
		for (Recipient recipient : draft.recipients()) {
			recipients.add(new SentRecipient(recipient.id(), recipient.address()));
		}
		Answer answer = this.envelope.success(201, "Message queued", new Sent(draft.id(), "queued", recipients.size(),
				draft.segments(), draft.totalCost(), price(request.service()), recipients));
		return () -> {
			accept(draft, key, null);
			return answer;
		};
	}

	synchronized Answer retry(String id, @Nullable String key) {
		Message original = find(id);
		if (!original.status().equals("failed")) {
			throw new ApiException(422, "Only a failed message can be retried; this one is " + original.status());
		}
		List<String> failed = original.recipients()
			.stream()
			.filter(Recipient::isFailed)
			.map(Recipient::address)
			.toList();
		SendRequest request = original.request();
		Draft draft = draft(new SendRequest(request.service(), failed, request.subject(), request.text(),
				request.route(), request.fromName(), request.replyTo(), request.noTracking()));
		Message message = accept(draft, key, original.id());
		return this.envelope.success(201, "Message queued for retry",
				new Retried(message.id(), id, message.status(), failed.size(), message.totalCost()));
	}

	synchronized Answer status(String id) {
		Message message = find(id);
		List<RecipientState> recipients = new ArrayList<>(message.recipients().size());
		for (Recipient recipient : message.recipients()) {
			SandboxRecipient snapshot = recipient.snapshot();
			recipients.add(new RecipientState(snapshot.recipientId(), snapshot.recipient(), snapshot.sendStatus(),
					snapshot.deliveryStatus(), seconds(snapshot.deliveredAt()), snapshot.errorMessage()));
		}
		int total = recipients.size();
		int delivered = message.delivered();
		int failed = message.failed();
		return this.envelope.success(200, "Message status",
				new Status(message.id(), message.request().service().word(), message.status(), total, delivered,
						total - delivered - failed, failed, seconds(message.sentAt()), recipients));
	}

	synchronized Answer balance() {
		return this.envelope.success(200, "Credit balance", credits());
	}

	private Message find(String id) {
		Message message = this.messages.get(id);
		if (message == null) {
			throw new ApiException(404, "Message not found");
		}
		return message;
	}

	private BigDecimal price(Service service) {
		return (service == Service.SMS) ? this.settings.smsPrice() : this.settings.emailPrice();
	}

	private Draft draft(SendRequest request) {
		boolean sms = request.service() == Service.SMS;
		int segments = sms ? SmsSegments.of(request.text()).segments() : 0;
		BigDecimal cost = price(request.service()).multiply(BigDecimal.valueOf(sms ? segments : 1));
		List<Recipient> recipients = new ArrayList<>(request.recipients().size());
		for (String recipient : request.recipients()) {
			recipients.add(new Recipient(newId(), recipient));
		}
		return new Draft(newId(), request, segments, cost, recipients);
	}

	private synchronized Message accept(Draft draft, @Nullable String key, @Nullable String originalId) {
		boolean charged = this.mode != CredentialMode.DRYRUN;
		String redirectedTo = null;
		if (this.mode == CredentialMode.TEST) {
			redirectedTo = (draft.request().service() == Service.SMS) ? this.settings.testPhone()
					: this.settings.testAddress();
		}
		Message message = new Message(draft.id(), draft.request(), key, originalId, redirectedTo, draft.segments(),
				draft.costPerRecipient(), charged, this.clock.now(), draft.recipients());
		if (charged && !this.credits.reserve(message.totalCost())) {
			throw new ApiException(402, "Insufficient credits");
		}
		this.messages.put(message.id(), message);
		this.accepted++;
		if (this.messages.size() > this.settings.maxMessages()) {
			Iterator<Message> oldest = this.messages.values().iterator();
			oldest.next();
			oldest.remove();
		}
		for (Recipient recipient : message.recipients()) {
			this.events.emit("queued", message, recipient, message.createdAt());
		}
		this.clock.schedule(this.settings.sendDelay(), () -> handOver(message));
		return message;
	}

	private synchronized void handOver(Message message) {
		Instant time = this.clock.now();
		boolean sent = false;
		for (Recipient recipient : message.recipients()) {
			recipient.handOver(fate(message.request().service(), recipient.address()));
			if (!recipient.isFailed()) {
				sent = true;
			}
			if (message.isCharged()) {
				if (recipient.isFailed()) {
					this.credits.release(message.costPerRecipient());
				}
				else {
					this.credits.settle(message.costPerRecipient());
				}
			}
		}
		message.handedOver(sent ? time : null);
		for (Recipient recipient : message.recipients()) {
			this.events.emit(recipient.isFailed() ? "failed" : "sent", message, recipient, time);
		}
		if (sent) {
			this.clock.schedule(this.settings.deliveryDelay(), () -> deliver(message));
		}
	}

	private synchronized void deliver(Message message) {
		Instant time = this.clock.now();
		for (Recipient recipient : message.recipients()) {
			switch (recipient.fate().kind()) {
				case DELIVERED -> {
					recipient.deliver(time);
					this.events.emit("delivered", message, recipient, time);
				}
				case COMPLAINED -> {
					recipient.deliver(time);
					this.events.emit("delivered", message, recipient, time);
					this.events.emit("complained", message, recipient, time);
				}
				case UNDELIVERED -> {
					recipient.fail();
					this.events.emit("failed", message, recipient, time);
				}
				case BOUNCED -> {
					recipient.fail();
					this.events.emit("bounced", message, recipient, time);
				}
				case NOT_SENT, PENDING -> {
				}
			}
		}
	}

	private Fate fate(Service service, String recipient) {
		Fate fate = this.fates.get(recipient.toLowerCase(Locale.ROOT));
		return (fate != null) ? fate : Fate.of(service, recipient);
	}

	/**
	 * Store an error that the operation itself did not make, if errors are stored.
	 * @param path the path of the operation
	 * @param key the idempotency key
	 * @param answer the error
	 */
	synchronized void storeError(String path, String key, Answer answer) {
		if (this.settings.storeErrors() && this.keys.find(path, key, this.clock.now()) == null) {
			this.keys.store(path, key, answer, this.clock.now());
		}
	}

	/**
	 * Tell that the recipients of an e-mail have opened it or clicked in it.
	 * @param id the message's id
	 * @param event the event
	 */
	synchronized void track(String id, String event) {
		Message message = this.messages.get(id);
		if (message == null || message.request().service() != Service.EMAIL) {
			throw new IllegalArgumentException("There is no e-mail with the id " + id);
		}
		if (message.request().noTracking()) {
			throw new IllegalStateException("E-mail " + id + " was sent with no_tracking, so nothing is heard of it");
		}
		if (message.delivered() == 0) {
			throw new IllegalStateException("E-mail " + id + " is not delivered yet, so nobody can have seen it");
		}
		Instant time = this.clock.now();
		message.recipients()
			.stream()
			.filter(Recipient::isDelivered)
			.forEach((recipient) -> this.events.emit(event, message, recipient, time));
	}

	synchronized void decide(String recipient, boolean reachable) {
		Service service = (recipient.indexOf('@') >= 0) ? Service.EMAIL : Service.SMS;
		String normalized = service.normalize(recipient);
		if (normalized == null) {
			throw new IllegalArgumentException("'recipient' must be a valid phone number or e-mail address");
		}
		this.fates.put(normalized.toLowerCase(Locale.ROOT), reachable ? Fate.DELIVERED : Fate.unreachable(service));
	}

	synchronized Credits credits() {
		return new Credits(this.credits.balance(), this.credits.reserved(), this.credits.available(), "GHS");
	}

	synchronized void setBalance(BigDecimal balance) {
		this.credits.setBalance(balance);
	}

	synchronized CredentialMode mode() {
		return this.mode;
	}

	synchronized void setMode(CredentialMode mode) {
		this.mode = mode;
	}

	synchronized long accepted() {
		return this.accepted;
	}

	synchronized List<SandboxMessage> messages() {
		return this.messages.values().stream().map(Message::snapshot).toList();
	}

	synchronized @Nullable SandboxMessage lastTo(Service service, String recipient) {
		String normalized = service.normalize(recipient);
		Message last = null;
		for (Message message : this.messages.values()) {
			if (normalized != null && message.request().service() == service && message.isTo(normalized)) {
				last = message;
			}
		}
		return (last != null) ? last.snapshot() : null;
	}

	/**
	 * Go back to the first state. Nothing that is due may be running.
	 */
	synchronized void reset() {
		this.clock.clear();
		this.messages.clear();
		this.keys.clear();
		this.fates.clear();
		this.credits = new CreditAccount(this.settings.balance());
		this.mode = this.settings.mode();
		this.accepted = 0;
	}

	private static @Nullable Instant seconds(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	/**
	 * Make an id. Nobody has to be kept from guessing it, so the cheap kind of randomness
	 * does.
	 */
	private static String newId() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long most = (random.nextLong() & ~0xF000L) | 0x4000L;
		long least = (random.nextLong() & ~(3L << 62)) | (2L << 62);
		return new UUID(most, least).toString();
	}

	record Credits(BigDecimal balance, BigDecimal reserved, BigDecimal available, String currency) {

	}

	/**
	 * A message that is not accepted yet.
	 */
	private record Draft(String id, SendRequest request, int segments, BigDecimal costPerRecipient,
			List<Recipient> recipients) {

		BigDecimal totalCost() {
			return this.costPerRecipient.multiply(BigDecimal.valueOf(this.recipients.size()));
		}

	}

	private record Sent(String messageId, String status, int recipientsCount, int segments, BigDecimal totalCost,
			BigDecimal costPerUnit, List<SentRecipient> recipients) {

	}

	private record SentRecipient(String recipientId, String recipient) {

	}

	private record Retried(String messageId, String originalMessageId, String status, int recipientsCount,
			BigDecimal totalCost) {

	}

	private record Status(String messageId, String service, String status, int totalRecipients, int delivered,
			int pending, int failed, @Nullable Instant sentAt, List<RecipientState> recipients) {

	}

	private record RecipientState(String recipientId, String recipient, String sendStatus, String deliveryStatus,
			@Nullable Instant deliveredAt, @Nullable String errorMessage) {

	}

}
