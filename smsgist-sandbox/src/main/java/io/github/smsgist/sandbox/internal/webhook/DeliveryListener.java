package io.github.smsgist.sandbox.internal.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Callback interface notified of attempts to deliver events.
 */
public interface DeliveryListener {

	/**
	 * Called after an attempt.
	 * @param url the URL of the endpoint
	 * @param event the event
	 * @param attempt the number of the attempt, from 1
	 * @param status the HTTP status of the answer, or 0 if there was none
	 * @param time the start of the attempt, in real time
	 * @param duration the time until the answer
	 */
	void attempted(URI url, WebhookEvent event, int attempt, int status, Instant time, Duration duration);

	/**
	 * Called when the number of deliveries in progress may have decreased.
	 */
	void progressed();

	/**
	 * Called when an event is dropped because too many are waiting.
	 */
	void dropped();

}
