/**
 * Calls reported to Micrometer. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.observation;

import org.jspecify.annotations.NullMarked;
