/**
 * Clocks of a sandbox. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.clock;

import org.jspecify.annotations.NullMarked;
