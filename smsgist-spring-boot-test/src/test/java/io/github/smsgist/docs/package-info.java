/**
 * The samples of the README and the pages in {@code docs}, compiled and run.
 */
@NullMarked
package io.github.smsgist.docs;

import org.jspecify.annotations.NullMarked;
