package io.github.smsgist.sandbox;

import java.time.Instant;

/**
 * Takes the events of the messages' life. Called in their order, with the lock of
 * {@link SandboxState} held; must not wait.
 */
@FunctionalInterface
interface EventSink {

	void emit(String event, Message message, Recipient recipient, Instant time);

}
