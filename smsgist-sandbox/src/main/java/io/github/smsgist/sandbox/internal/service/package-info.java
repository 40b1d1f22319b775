/**
 * Simulated service, independent of HTTP and JSON. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.service;

import org.jspecify.annotations.NullMarked;
