/**
 * The rules of the service: messages, their life and what they cost. Knows neither HTTP
 * nor JSON. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.service;

import org.jspecify.annotations.NullMarked;
