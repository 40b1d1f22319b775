/**
 * In-process sandbox of SMSGist.
 */
@NullMarked
package io.github.smsgist.sandbox;

import org.jspecify.annotations.NullMarked;
