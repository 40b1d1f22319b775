/**
 * Sandbox of SMSGist in this process: an HTTP server on the loopback interface that
 * behaves as the service is documented.
 */
@NullMarked
package io.github.smsgist.sandbox;

import org.jspecify.annotations.NullMarked;
