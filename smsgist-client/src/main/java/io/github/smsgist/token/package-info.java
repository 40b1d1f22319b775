/**
 * Encryption of the bearer token.
 */
@NullMarked
package io.github.smsgist.token;

import org.jspecify.annotations.NullMarked;
