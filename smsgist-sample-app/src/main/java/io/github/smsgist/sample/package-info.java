/**
 * An application that uses the starter as a user would: a REST API, and a console in the
 * browser.
 */
@NullMarked
package io.github.smsgist.sample;

import org.jspecify.annotations.NullMarked;
