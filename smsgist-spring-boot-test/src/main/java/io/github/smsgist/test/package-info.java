/**
 * What a test of an application that uses SMSGist needs: the sandbox in place of the
 * service, and assertions about it.
 */
@NullMarked
package io.github.smsgist.test;

import org.jspecify.annotations.NullMarked;
