/**
 * Auto-configuration for SMSGist health.
 */
@NullMarked
package io.github.smsgist.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
