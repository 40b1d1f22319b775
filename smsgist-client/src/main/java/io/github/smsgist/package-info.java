/**
 * The entrance: {@link io.github.smsgist.SmsGistOperations} and its reactive twin.
 */
@NullMarked
package io.github.smsgist;

import org.jspecify.annotations.NullMarked;
