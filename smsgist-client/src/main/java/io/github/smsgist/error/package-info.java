/**
 * What can go wrong, one kind each, and whether the message may have been sent.
 */
@NullMarked
package io.github.smsgist.error;

import org.jspecify.annotations.NullMarked;
