/**
 * Lenient reading of JSON that somebody else wrote. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.json;

import org.jspecify.annotations.NullMarked;
