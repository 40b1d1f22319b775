/**
 * How a client reaches the service, and how an application listens to its calls.
 */
@NullMarked
package io.github.smsgist.client;

import org.jspecify.annotations.NullMarked;
