/**
 * Calls as observations, in Micrometer's terms: their names, keys and convention.
 */
@NullMarked
package io.github.smsgist.observation;

import org.jspecify.annotations.NullMarked;
