package io.github.smsgist.sandbox.internal.webhook;

/**
 * Event to be delivered.
 *
 * @param name the name, such as {@code message.sent}
 * @param messageId the id of the message
 * @param recipientId the id of the recipient
 * @param body the body of the delivery
 * @param misbehavior the misbehavior
 */
public record WebhookEvent(String name, String messageId, String recipientId, byte[] body, Misbehavior misbehavior) {

}
