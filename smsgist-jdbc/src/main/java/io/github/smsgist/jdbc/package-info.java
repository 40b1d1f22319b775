/**
 * Shared memory in the application's own database, for several instances.
 */
@NullMarked
package io.github.smsgist.jdbc;

import org.jspecify.annotations.NullMarked;
