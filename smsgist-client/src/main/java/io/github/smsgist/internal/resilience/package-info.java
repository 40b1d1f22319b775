/**
 * Time limits, retries, rate limit and pauses. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.resilience;

import org.jspecify.annotations.NullMarked;
