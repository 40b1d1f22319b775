/**
 * Spelling of what is written for machines. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.text;

import org.jspecify.annotations.NullMarked;
