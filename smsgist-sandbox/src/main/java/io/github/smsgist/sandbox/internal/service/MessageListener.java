package io.github.smsgist.sandbox.internal.service;

import java.time.Instant;

/**
 * Takes the events of the messages' life. Called in their order, with the lock of
 * {@link MessageService} held; must not wait.
 */
@FunctionalInterface
public interface MessageListener {

	void onEvent(String event, Message message, Recipient recipient, Instant time);

}
