package io.github.smsgist.autoconfigure.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.smsgist.outbox.OutboxException;
import io.github.smsgist.outbox.OutboxSummary;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link OutboxCount}.
 */
class OutboxCountTests {

	private static final Instant START = Instant.parse("2026-03-21T10:28:00Z");

	private final SmsGistOutbox outbox = mock(SmsGistOutbox.class);

	private final Clock clock = mock(Clock.class);

	private final OutboxCount count = new OutboxCount(this.outbox, this.clock);

	@Test
	void probesOfTenSecondsShareOneCount() {
		OutboxSummary first = summary(1);
		OutboxSummary second = summary(2);
		given(this.outbox.summary()).willReturn(first, second);
		given(this.clock.instant()).willReturn(START, START.plus(Duration.ofMillis(9999)), START.plusSeconds(10));
		assertThat(this.count.get()).isSameAs(first);
		assertThat(this.count.get()).isSameAs(first);
		assertThat(this.count.get()).isSameAs(second);
		verify(this.outbox, times(2)).summary();
	}

	@Test
	void failureIsNotKept() {
		OutboxSummary summary = summary(1);
		given(this.clock.instant()).willReturn(START);
		given(this.outbox.summary()).willThrow(new OutboxException("The database is down")).willReturn(summary);
		assertThatExceptionOfType(OutboxException.class).isThrownBy(this.count::get);
		assertThat(this.count.get()).isSameAs(summary);
	}

	private static OutboxSummary summary(long pending) {
		return new OutboxSummary(pending, 0, 0, Map.of(), null);
	}

}
