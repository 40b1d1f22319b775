/**
 * One HTTP exchange with SMSGist: address, headers, body, envelope, errors.
 */
@NullMarked
package io.github.smsgist.client;

import org.jspecify.annotations.NullMarked;
