package io.github.smsgist.verification;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * A service that keeps what it is sent: once under a key, as SMSGist does.
 */
final class TextedCodes {

	final List<SmsMessage> texts = new CopyOnWriteArrayList<>();

	final List<EmailMessage> emails = new CopyOnWriteArrayList<>();

	final List<String> keys = new CopyOnWriteArrayList<>();

	/**
	 * What the next sends throw, before or after the message was taken.
	 */
	final ConcurrentLinkedDeque<Failure> failures = new ConcurrentLinkedDeque<>();

	/**
	 * How long each send may take.
	 */
	final List<Duration> timeLimits = new CopyOnWriteArrayList<>();

	@Nullable BigDecimal cost;

	SmsGistOperations operations() {
		return (SmsGistOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { SmsGistOperations.class }, (proxy, method, arguments) -> {
					Object message = arguments[0];
					this.timeLimits.add((Duration) arguments[1]);
					Failure failure = this.failures.poll();
					if (failure == null || failure.sent()) {
						take(message);
					}
					if (failure != null) {
						throw failure.exception();
					}
					return new SendReceipt("m-" + this.keys.size(), "queued", 1, 1, this.cost, this.cost, List.of(),
							null);
				});
	}

	private synchronized void take(Object message) {
		if (message instanceof SmsMessage sms) {
			if (!this.keys.contains(sms.idempotencyKey())) {
				this.texts.add(sms);
			}
			this.keys.add(sms.idempotencyKey());
		}
		else if (message instanceof EmailMessage email) {
			this.emails.add(email);
			this.keys.add(email.idempotencyKey());
		}
		else {
			throw new IllegalArgumentException(message.getClass().getName());
		}
	}

	String lastText() {
		return this.texts.get(this.texts.size() - 1).message();
	}

	String lastCode() {
		return lastText().replaceAll("(?s)\\D*(\\d+).*", "$1");
	}

	record Failure(RuntimeException exception, boolean sent) {

	}

}
