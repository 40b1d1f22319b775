/**
 * The time of a sandbox, and what falls due in it. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.clock;

import org.jspecify.annotations.NullMarked;
