/**
 * A small shop that texts its customers. Start with
 * {@link io.github.smsgist.sample.Shop}.
 */
@NullMarked
package io.github.smsgist.sample;

import org.jspecify.annotations.NullMarked;
