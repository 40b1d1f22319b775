package io.github.smsgist.sandbox.internal.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Notified of attempts to deliver events.
 */
public interface DeliveryListener {

	/**
	 * Called after an attempt.
	 * @param url where it went
	 * @param event the event
	 * @param attempt the number of the attempt, from 1
	 * @param status the HTTP status answered; 0 if there was no answer
	 * @param time when it was made, in real time
	 * @param duration how long it took
	 */
	void attempted(URI url, WebhookEvent event, int attempt, int status, Instant time, Duration duration);

	/**
	 * Called when less may be under way than before.
	 */
	void progressed();

	/**
	 * Called when an event is dropped because too many are waiting.
	 */
	void dropped();

}
