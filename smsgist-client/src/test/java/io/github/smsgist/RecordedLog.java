package io.github.smsgist;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * The warnings and errors that are logged until this is closed, by whatever thread. A
 * test looks at those of its own: what other tests have left behind may log as well.
 */
public final class RecordedLog implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
				RecordedLog.this.events.add(event);
			}
		}

	};

	/**
	 * Begin.
	 */
	public RecordedLog() {
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	/**
	 * Return what was logged by a thread.
	 * @param thread the thread
	 * @return its warnings and errors
	 */
	public List<ILoggingEvent> by(Thread thread) {
		return this.events.stream().filter((event) -> event.getThreadName().equals(thread.getName())).toList();
	}

	/**
	 * Return what was logged under some names.
	 * @param names what the names of the loggers start with
	 * @return their warnings and errors
	 */
	public List<ILoggingEvent> under(String... names) {
		return this.events.stream()
			.filter((event) -> List.of(names).stream().anyMatch(event.getLoggerName()::startsWith))
			.toList();
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
	}

}
