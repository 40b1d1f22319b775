/**
 * The connection of a client, and the listener for its calls.
 */
@NullMarked
package io.github.smsgist.client;

import org.jspecify.annotations.NullMarked;
