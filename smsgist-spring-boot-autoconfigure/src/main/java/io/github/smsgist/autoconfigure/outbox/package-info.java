/**
 * Auto-configuration for durable sending.
 */
@NullMarked
package io.github.smsgist.autoconfigure.outbox;

import org.jspecify.annotations.NullMarked;
