package io.github.smsgist.sandbox.internal.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Number of requests in each of the last seconds, by outcome. Thread-safe.
 */
public final class RequestRates {

	public static final int SECONDS = 120;

	private final Second[] seconds = new Second[SECONDS];

	public synchronized void count(long epochSecond, int status) {
		int index = (int) (epochSecond % SECONDS);
		Second second = this.seconds[index];
		Second before = (second != null && second.time == epochSecond) ? second : Second.empty(epochSecond);
		this.seconds[index] = before.with(status);
	}

	/**
	 * Return the last seconds, oldest first.
	 * @param now the current second, since the epoch
	 * @param count the number of seconds, at most {@link #SECONDS}
	 * @return the counts
	 */
	public synchronized List<Second> last(long now, int count) {
		List<Second> last = new ArrayList<>(count);
		for (long time = now - count + 1; time <= now; time++) {
			Second second = this.seconds[(int) (time % SECONDS)];
			last.add((second != null && second.time == time) ? second : Second.empty(time));
		}
		return last;
	}

	/**
	 * Requests of one second.
	 *
	 * @param time the second, since the epoch
	 * @param accepted the number of {@link RequestOutcome#ACCEPTED} requests
	 * @param refused the number of {@link RequestOutcome#REFUSED} requests
	 * @param limited the number of {@link RequestOutcome#LIMITED} requests
	 * @param failed the number of {@link RequestOutcome#FAILED} requests
	 */
	public record Second(long time, int accepted, int refused, int limited, int failed) {

		static Second empty(long time) {
			return new Second(time, 0, 0, 0, 0);
		}

		Second with(int status) {
			return switch (RequestOutcome.of(status)) {
				case ACCEPTED -> new Second(this.time, this.accepted + 1, this.refused, this.limited, this.failed);
				case REFUSED -> new Second(this.time, this.accepted, this.refused + 1, this.limited, this.failed);
				case LIMITED -> new Second(this.time, this.accepted, this.refused, this.limited + 1, this.failed);
				case FAILED -> new Second(this.time, this.accepted, this.refused, this.limited, this.failed + 1);
			};
		}

	}

}
