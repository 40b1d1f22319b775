/**
 * Auto-configuration for the tables in the application's own database.
 */
@NullMarked
package io.github.smsgist.autoconfigure.jdbc;

import org.jspecify.annotations.NullMarked;
