package io.github.smsgist.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CreditBalanceCache}.
 */
class CreditBalanceCacheTests {

	private static final CreditBalance BALANCE = new CreditBalance(BigDecimal.TEN, BigDecimal.ONE,
			BigDecimal.valueOf(9), "GHS");

	private final CreditBalanceProgress progress = new CreditBalanceProgress();

	private final AtomicInteger calls = new AtomicInteger();

	private VirtualTimeScheduler time;

	@BeforeEach
	void stopTime() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void letTimeGoOn() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void oneBalanceServesUntilItsTimeIsOver() {
		CreditBalanceCache cache = cache(Duration.ofMinutes(1), Mono.just(BALANCE));
		assertThat(cache.last()).isNull();
		assertThat(this.calls).hasValue(0);
		cache.get().block();
		this.time.advanceTimeBy(Duration.ofSeconds(59));
		assertThat(cache.get().block()).isEqualTo(BALANCE);
		assertThat(this.calls).hasValue(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		cache.get().block();
		assertThat(this.calls).hasValue(2);
		assertThat(cache.last()).isEqualTo(BALANCE);
	}

	@Test
	void aFailureServesForAShorterTime() {
		CreditBalanceCache cache = cache(Duration.ofMinutes(1), Mono.error(new IllegalStateException()));
		fail(cache);
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		fail(cache);
		assertThat(this.calls).hasValue(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		fail(cache);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void aFailureNeverServesLongerThanABalance() {
		CreditBalanceCache cache = cache(Duration.ofSeconds(2), Mono.error(new IllegalStateException()));
		fail(cache);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		fail(cache);
		assertThat(this.calls).hasValue(2);
	}

	@Test
	void whoeverAsksAtTheSameTimeSharesOneCall() {
		Sinks.One<CreditBalance> answer = Sinks.one();
		CreditBalanceCache cache = cache(Duration.ofMinutes(1), answer.asMono());
		List<CreditBalance> answers = new ArrayList<>();
		cache.get().subscribe().dispose();
		for (int i = 0; i < 50; i++) {
			cache.get().subscribe(answers::add);
		}
		answer.tryEmitValue(BALANCE);
		assertThat(answers).hasSize(50).containsOnly(BALANCE);
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void readingItIsBoundedInTime() {
		CreditBalanceCache cache = cache(Duration.ofMinutes(1), Mono.never());
		List<Throwable> failures = new ArrayList<>();
		cache.get().subscribe((balance) -> {
		}, failures::add);
		this.time.advanceTimeBy(Duration.ofMillis(4999));
		assertThat(failures).isEmpty();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(failures).singleElement().isInstanceOf(TimeoutException.class);
	}

	@Test
	void whatFailedMeanwhileIsToldAfterTheTimeout() {
		CreditBalanceCache cache = cache(Duration.ofMinutes(1), Mono.never());
		List<Throwable> failures = new ArrayList<>();
		cache.get().subscribe((balance) -> {
		}, failures::add);
		SmsGistException failure = failure(Operation.GET_CREDIT_BALANCE);
		this.progress.retried(client(SmsGistTemplateBuilder.DEFAULT_NAME), failure, Duration.ofSeconds(1));
		this.progress.retried(client(SmsGistTemplateBuilder.DEFAULT_NAME), failure(Operation.SEND_SMS), Duration.ZERO);
		this.progress.retried(client("marketing"), failure(Operation.GET_CREDIT_BALANCE), Duration.ZERO);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(failures).containsExactly(failure);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		cache.get().subscribe((balance) -> {
		}, failures::add);
		this.time.advanceTimeBy(Duration.ofSeconds(5));
		assertThat(failures).as("not that of an earlier reading")
			.hasSize(2)
			.element(1)
			.isInstanceOf(TimeoutException.class);
	}

	private static SmsGistException failure(Operation operation) {
		return new SmsGistTransportException(new Call(operation, null).failed(1, Outcome.NOT_PROCESSED), "reset", null);
	}

	private static ClientStatus client(String name) {
		ClientStatus client = mock(ClientStatus.class);
		given(client.name()).willReturn(name);
		return client;
	}

	private static void fail(CreditBalanceCache cache) {
		assertThat(cache.get().map((balance) -> "").onErrorReturn("failed").block()).isEqualTo("failed");
	}

	private CreditBalanceCache cache(Duration timeToLive, Mono<CreditBalance> answer) {
		ReactiveSmsGistOperations operations = mock(ReactiveSmsGistOperations.class);
		given(operations.getCreditBalance()).willAnswer((invocation) -> {
			this.calls.incrementAndGet();
			return answer;
		});
		return new CreditBalanceCache(operations, this.progress, timeToLive, Duration.ofSeconds(5));
	}

}
