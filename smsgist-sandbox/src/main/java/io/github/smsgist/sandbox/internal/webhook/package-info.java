/**
 * Delivery of webhooks. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.webhook;

import org.jspecify.annotations.NullMarked;
