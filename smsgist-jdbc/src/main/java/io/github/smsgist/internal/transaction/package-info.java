/**
 * Transactions of this library's own, beside the application's.
 */
@NullMarked
package io.github.smsgist.internal.transaction;

import org.jspecify.annotations.NullMarked;
