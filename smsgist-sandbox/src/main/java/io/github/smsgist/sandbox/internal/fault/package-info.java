/**
 * Faults of a sandbox. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.sandbox.internal.fault;

import org.jspecify.annotations.NullMarked;
