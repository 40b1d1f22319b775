/**
 * One policy around a call: deadline, retry, pause after a 429, permits. Internal: may
 * change in any release.
 */
@NullMarked
package io.github.smsgist.internal.resilience;

import org.jspecify.annotations.NullMarked;
