/**
 * Lenient reading of JSON. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.json;

import org.jspecify.annotations.NullMarked;
