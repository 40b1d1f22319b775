/**
 * Micrometer observations of calls: names, keys and convention.
 */
@NullMarked
package io.github.smsgist.observation;

import org.jspecify.annotations.NullMarked;
