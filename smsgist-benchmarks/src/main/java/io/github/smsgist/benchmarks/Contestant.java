package io.github.smsgist.benchmarks;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client that takes part in the comparison. Every one of them sends the same text to
 * the same number and reads the answer.
 */
sealed interface Contestant {

	/**
	 * One that any number of callers can wait for without a thread each.
	 */
	non-sealed interface Reactive extends Contestant {

		Mono<?> send();

	}

	/**
	 * One whose every caller is a thread.
	 */
	non-sealed interface Blocking extends Contestant {

		@Nullable Object send();

	}

}
