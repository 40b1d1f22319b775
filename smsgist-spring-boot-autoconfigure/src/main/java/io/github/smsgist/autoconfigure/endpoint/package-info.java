/**
 * Auto-configuration for SMSGist actuator endpoint.
 */
@NullMarked
package io.github.smsgist.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
