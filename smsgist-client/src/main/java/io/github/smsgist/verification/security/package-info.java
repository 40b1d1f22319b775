/**
 * Login with Spring Security by one-time codes.
 */
@NullMarked
package io.github.smsgist.verification.security;

import org.jspecify.annotations.NullMarked;
