/**
 * Messages, receipts, statuses and credits.
 */
@NullMarked
package io.github.smsgist.model;

import org.jspecify.annotations.NullMarked;
