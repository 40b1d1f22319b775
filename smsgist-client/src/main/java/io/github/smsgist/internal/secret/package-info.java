/**
 * Checks of secrets. Internal: it may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.secret;

import org.jspecify.annotations.NullMarked;
