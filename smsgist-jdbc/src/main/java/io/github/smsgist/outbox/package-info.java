/**
 * Durable sending: messages that are stored in the application's own database, in the
 * caller's transaction, and sent once after it has committed.
 */
@NullMarked
package io.github.smsgist.outbox;

import org.jspecify.annotations.NullMarked;
