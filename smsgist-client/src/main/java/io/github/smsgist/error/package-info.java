/**
 * Exceptions, one type for each kind of failure.
 */
@NullMarked
package io.github.smsgist.error;

import org.jspecify.annotations.NullMarked;
