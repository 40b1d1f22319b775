/**
 * Core classes for sending messages with SMSGist.
 */
@NullMarked
package io.github.smsgist;

import org.jspecify.annotations.NullMarked;
