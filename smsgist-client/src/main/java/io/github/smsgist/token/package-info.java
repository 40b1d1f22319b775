/**
 * The bearer token: the client secret, encrypted with the app secret key.
 */
@NullMarked
package io.github.smsgist.token;

import org.jspecify.annotations.NullMarked;
