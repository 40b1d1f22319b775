/**
 * A whole SMSGist in-process: a real HTTP server on a loopback port that behaves as the
 * service is documented, with an outbox for tests and misbehaviour on command.
 */
@NullMarked
package io.github.smsgist.sandbox;

import org.jspecify.annotations.NullMarked;
