/**
 * Watches what the tests log.
 */
@NullMarked
package io.github.smsgist.privacy;

import org.jspecify.annotations.NullMarked;
