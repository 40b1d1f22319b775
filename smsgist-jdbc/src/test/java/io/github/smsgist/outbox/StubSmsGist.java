package io.github.smsgist.outbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.smsgist.SendResult;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException.ServiceAnswer;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was sent, and fails as a test says.
 */
final class StubSmsGist implements SmsGistOperations {

	final List<SmsMessage> texts = new CopyOnWriteArrayList<>();

	final List<EmailMessage> emails = new CopyOnWriteArrayList<>();

	/**
	 * The time limits of those that had one.
	 */
	final List<Duration> timeLimits = new CopyOnWriteArrayList<>();

	final AtomicInteger calls = new AtomicInteger();

	final AtomicInteger balanceCalls = new AtomicInteger();

	private final Set<String> keys = ConcurrentHashMap.newKeySet();

	private final ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

	volatile @Nullable Supplier<RuntimeException> outage;

	volatile BigDecimal available = BigDecimal.TEN;

	List<String> keysInOrder() {
		return this.texts.stream().map(SmsMessage::idempotencyKey).toList();
	}

	void failNext(RuntimeException... failures) {
		this.failures.addAll(List.of(failures));
	}

	private void call(String key) {
		this.calls.incrementAndGet();
		Supplier<RuntimeException> outage = this.outage;
		if (outage != null) {
			throw outage.get();
		}
		RuntimeException failure = this.failures.poll();
		if (failure != null) {
			throw failure;
		}
	}

	@Override
	public List<SendResult<SmsMessage>> sendSms(Collection<SmsMessage> messages, Duration maxDuration) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<SendResult<EmailMessage>> sendEmail(Collection<EmailMessage> messages, Duration maxDuration) {
		throw new UnsupportedOperationException();
	}

	@Override
	public SendReceipt sendSms(SmsMessage message) {
		message.withRecipientsInE164("GH");
		call(message.idempotencyKey());
		if (this.keys.add(message.idempotencyKey())) {
			this.texts.add(message);
		}
		return SendReceipt.of("id-of-" + message.idempotencyKey());
	}

	@Override
	public SendReceipt sendSms(SmsMessage message, Duration maxDuration) {
		this.timeLimits.add(maxDuration);
		return sendSms(message);
	}

	@Override
	public SendReceipt sendEmail(EmailMessage message, Duration maxDuration) {
		this.timeLimits.add(maxDuration);
		return sendEmail(message);
	}

	@Override
	public SendReceipt sendEmail(EmailMessage message) {
		call(message.idempotencyKey());
		if (this.keys.add(message.idempotencyKey())) {
			this.emails.add(message);
		}
		return SendReceipt.of("id-of-" + message.idempotencyKey());
	}

	@Override
	public MessageStatus getMessageStatus(String messageId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public RetryReceipt retryMessage(String messageId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CreditBalance getCreditBalance() {
		this.balanceCalls.incrementAndGet();
		Supplier<RuntimeException> outage = this.outage;
		if (outage != null && outage.get() instanceof SmsGistAuthenticationException ex) {
			throw ex;
		}
		return new CreditBalance(this.available, BigDecimal.ZERO, this.available, "GHS");
	}

	private static FailedCall failed(Outcome outcome) {
		return new FailedCall(Operation.SEND_SMS, "key", 1, outcome);
	}

	static RuntimeException serverError() {
		return new SmsGistServerException(failed(Outcome.UNKNOWN), new ServiceAnswer(500, "Server error", null));
	}

	static RuntimeException refusedConnection() {
		return new SmsGistTransportException(failed(Outcome.NOT_PROCESSED), "the connection was refused", null);
	}

	static RuntimeException tooManyRequests(Duration retryAfter) {
		return new SmsGistRateLimitException(failed(Outcome.NOT_PROCESSED), new ServiceAnswer(429, "Slow", retryAfter));
	}

	static RuntimeException insufficientCredits() {
		return new SmsGistInsufficientCreditsException(failed(Outcome.NOT_PROCESSED),
				new ServiceAnswer(402, "Credits", null));
	}

	static RuntimeException unauthorized() {
		return new SmsGistAuthenticationException(failed(Outcome.NOT_PROCESSED), new ServiceAnswer(401, "No", null));
	}

	static RuntimeException invalid() {
		return new SmsGistValidationException(failed(Outcome.NOT_PROCESSED), new ServiceAnswer(422, "Invalid", null));
	}

}
