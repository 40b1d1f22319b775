/**
 * One HTTP exchange with SMSGist: address, headers, body, envelope, errors. Internal: may
 * change in any release.
 */
@NullMarked
package io.github.smsgist.internal.http;

import org.jspecify.annotations.NullMarked;
