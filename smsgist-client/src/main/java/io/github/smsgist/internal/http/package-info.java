/**
 * HTTP exchanges with SMSGist. Internal: may change in any release.
 */
@NullMarked
package io.github.smsgist.internal.http;

import org.jspecify.annotations.NullMarked;
