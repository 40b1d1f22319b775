/**
 * One policy around a call: deadline, retry, pause after a 429, permits.
 */
@NullMarked
package io.github.smsgist.resilience;

import org.jspecify.annotations.NullMarked;
