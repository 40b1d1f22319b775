/**
 * Webhook deliveries: the signature check, typed events, and repeated deliveries
 * recognized. Usable without a web framework.
 */
@NullMarked
package io.github.smsgist.webhook;

import org.jspecify.annotations.NullMarked;
