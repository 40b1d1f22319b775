/**
 * A small shop that texts its customers. Begin with
 * {@link io.github.smsgist.sample.Shop}.
 */
@NullMarked
package io.github.smsgist.sample;

import org.jspecify.annotations.NullMarked;
