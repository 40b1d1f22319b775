/**
 * HTTP of a sandbox: requests, answers and idempotency keys. Internal: may change in any
 * release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.http;

import org.jspecify.annotations.NullMarked;
