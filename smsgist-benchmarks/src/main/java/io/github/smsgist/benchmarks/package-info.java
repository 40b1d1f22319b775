/**
 * Measures what a send costs.
 */
@NullMarked
package io.github.smsgist.benchmarks;

import org.jspecify.annotations.NullMarked;
