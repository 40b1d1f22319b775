/**
 * What keeps secrets and personal data private. Internal: it may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.privacy;

import org.jspecify.annotations.NullMarked;
