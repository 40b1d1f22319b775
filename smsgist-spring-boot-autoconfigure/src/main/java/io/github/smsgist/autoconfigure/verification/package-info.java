/**
 * Auto-configuration for verification by one-time codes.
 */
@NullMarked
package io.github.smsgist.autoconfigure.verification;

import org.jspecify.annotations.NullMarked;
