/**
 * What goes in and what comes out: messages, receipts, statuses, credits.
 */
@NullMarked
package io.github.smsgist.model;

import org.jspecify.annotations.NullMarked;
