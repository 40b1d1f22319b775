/**
 * Test support for applications that use SMSGist.
 */
@NullMarked
package io.github.smsgist.test;

import org.jspecify.annotations.NullMarked;
