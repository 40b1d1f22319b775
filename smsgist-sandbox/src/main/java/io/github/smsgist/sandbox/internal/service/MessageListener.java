package io.github.smsgist.sandbox.internal.service;

import java.time.Instant;

/**
 * Callback interface notified of the events of messages, in order, with the lock of
 * {@link MessageService} held. Must not block.
 */
@FunctionalInterface
public interface MessageListener {

	void onEvent(String event, Message message, Recipient recipient, Instant time);

}
