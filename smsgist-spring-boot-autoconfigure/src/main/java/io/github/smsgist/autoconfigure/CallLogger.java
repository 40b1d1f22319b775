package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.privacy.OneLine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link CallListener} that logs pauses as warnings, at most one in ten seconds, and
 * everything else at debug level. Thread-safe.
 */
final class CallLogger implements CallListener {

	static final Duration QUIET = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(CallLogger.class);

	private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - QUIET.toNanos());

	@Override
	public void paused(ClientStatus client, Duration pause) {
		long now = System.nanoTime();
		long warnedAt = this.warnedAt.get();
		if (now - warnedAt >= QUIET.toNanos() && this.warnedAt.compareAndSet(warnedAt, now)) {
			logger.warn(String.format(Locale.ROOT,
					"SMSGist is rate limiting (429): client '%s' pauses for %s ms, then continues at %.1f calls per second",
					OneLine.of(client.name()), pause.toMillis(), client.permitsPerSecond()));
		}
	}

	@Override
	public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
		if (logger.isDebugEnabled()) {
			logger.debug("Attempt %s to %s failed (%s), retry in %s ms".formatted(failure.getAttempts(),
					failure.getOperation().phrase(), failure.getClass().getSimpleName(), wait.toMillis()));
		}
	}

	@Override
	public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
		if (logger.isDebugEnabled()) {
			logger.debug("The call to %s succeeded on attempt %s".formatted(call.operation().phrase(), attempts));
		}
	}

	@Override
	public void failed(ClientStatus client, SmsGistException failure) {
		if (logger.isDebugEnabled()) {
			logger.debug("The call to %s failed after %s attempts (%s)".formatted(failure.getOperation().phrase(),
					failure.getAttempts(), failure.getClass().getSimpleName()));
		}
	}

}
