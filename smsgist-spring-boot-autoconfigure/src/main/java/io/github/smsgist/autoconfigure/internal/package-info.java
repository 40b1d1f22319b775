/**
 * What the auto-configurations share. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.autoconfigure.internal;

import org.jspecify.annotations.NullMarked;
