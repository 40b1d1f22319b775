/**
 * Auto-configuration for the sandbox.
 */
@NullMarked
package io.github.smsgist.autoconfigure.sandbox;

import org.jspecify.annotations.NullMarked;
