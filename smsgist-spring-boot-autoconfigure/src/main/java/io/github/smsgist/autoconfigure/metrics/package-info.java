/**
 * Auto-configuration for SMSGist metrics.
 */
@NullMarked
package io.github.smsgist.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
