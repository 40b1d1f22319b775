/**
 * Verification of phone numbers and email addresses by one-time codes.
 */
@NullMarked
package io.github.smsgist.verification;

import org.jspecify.annotations.NullMarked;
