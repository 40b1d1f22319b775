/**
 * Calls as observations, in Micrometer's terms.
 */
@NullMarked
package io.github.smsgist.observation;

import org.jspecify.annotations.NullMarked;
