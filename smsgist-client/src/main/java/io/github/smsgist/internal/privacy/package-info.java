/**
 * Protection of secrets and personal data. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.privacy;

import org.jspecify.annotations.NullMarked;
