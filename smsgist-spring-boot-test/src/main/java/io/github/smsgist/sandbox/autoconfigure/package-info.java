/**
 * Auto-configuration for the sandbox, and its annotation for tests.
 */
@NullMarked
package io.github.smsgist.sandbox.autoconfigure;

import org.jspecify.annotations.NullMarked;
