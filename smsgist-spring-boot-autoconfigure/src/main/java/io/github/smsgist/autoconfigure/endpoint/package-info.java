/**
 * Auto-configuration for the SMSGist actuator endpoint.
 */
@NullMarked
package io.github.smsgist.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
