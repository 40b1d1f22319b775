/**
 * Auto-configuration for SMSGist.
 */
@NullMarked
package io.github.smsgist.autoconfigure;

import org.jspecify.annotations.NullMarked;
