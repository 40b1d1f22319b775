/**
 * Auto-configuration for the endpoint that SMSGist delivers webhooks to.
 */
@NullMarked
package io.github.smsgist.autoconfigure.webhook;

import org.jspecify.annotations.NullMarked;
