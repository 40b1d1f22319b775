/**
 * Transactions that are independent of the application's.
 */
@NullMarked
package io.github.smsgist.internal.transaction;

import org.jspecify.annotations.NullMarked;
