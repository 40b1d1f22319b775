/**
 * Stores in the application's database, which several instances can share.
 */
@NullMarked
package io.github.smsgist.jdbc;

import org.jspecify.annotations.NullMarked;
