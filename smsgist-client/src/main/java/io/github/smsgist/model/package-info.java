/**
 * Messages, receipts, statuses and credits: what the operations take and return.
 */
@NullMarked
package io.github.smsgist.model;

import org.jspecify.annotations.NullMarked;
