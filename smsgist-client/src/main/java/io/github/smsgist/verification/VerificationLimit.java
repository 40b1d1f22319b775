package io.github.smsgist.verification;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Limit on the number of codes in a sliding window.
 *
 * @param max the maximum number of codes in the window, at least 1
 * @param window the length of the window
 */
record VerificationLimit(int max, Duration window) {

	VerificationLimit {
		Assert.isTrue(max > 0, "max must be positive");
		Assert.isTrue(window.toMillis() > 0, "window must be positive");
	}

}
