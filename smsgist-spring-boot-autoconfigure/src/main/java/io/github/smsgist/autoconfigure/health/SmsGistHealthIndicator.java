package io.github.smsgist.autoconfigure.health;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.github.smsgist.autoconfigure.CreditBalanceCache;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.model.CreditBalance;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link ReactiveHealthIndicator} that reads the credit balance.
 *
 * @since 0.1.0
 */
public final class SmsGistHealthIndicator extends AbstractReactiveHealthIndicator {

	private final CreditBalanceCache balance;

	private final Duration timeout;

	private final @Nullable BigDecimal lowCreditThreshold;

	private final Status lowCreditStatus;

	/**
	 * Create an indicator.
	 * @param balance the balance
	 * @param timeout the timeout of reading the balance, for the message after a timeout
	 * @param lowCreditThreshold the available credits below which the status changes, or
	 * {@code null}
	 * @param lowCreditStatus the status below the threshold
	 */
	public SmsGistHealthIndicator(CreditBalanceCache balance, Duration timeout, @Nullable BigDecimal lowCreditThreshold,
			Status lowCreditStatus) {
		super("SMSGist health check failed");
		this.balance = balance;
		this.timeout = timeout;
		this.lowCreditThreshold = lowCreditThreshold;
		this.lowCreditStatus = lowCreditStatus;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		return this.balance.get()
			.map((balance) -> reached(builder, balance))
			.onErrorResume((failure) -> Mono
				.just(builder.status(status(failure)).withDetail("reason", reason(failure)).build()));
	}

	/**
	 * Not down after a 429, because taking the application out of service would not help.
	 */
	private static Status status(Throwable failure) {
		return (failure instanceof SmsGistRateLimitException) ? Status.UNKNOWN : Status.DOWN;
	}

	private Health reached(Health.Builder builder, CreditBalance balance) {
		BigDecimal available = balance.available();
		boolean low = this.lowCreditThreshold != null && available != null
				&& available.compareTo(this.lowCreditThreshold) < 0;
		builder.status(low ? this.lowCreditStatus : Status.UP);
		detail(builder, "balance", balance.balance());
		detail(builder, "reserved", balance.reserved());
		detail(builder, "available", available);
		detail(builder, "currency", balance.currency());
		if (low) {
			detail(builder, "lowCreditThreshold", this.lowCreditThreshold);
		}
		return builder.build();
	}

	private static void detail(Health.Builder builder, String name, @Nullable Object value) {
		if (value != null) {
			builder.withDetail(name, value);
		}
	}

	private String reason(Throwable failure) {
		if (failure instanceof SmsGistException && failure.getMessage() != null) {
			return failure.getMessage();
		}
		if (failure instanceof TimeoutException) {
			return "There was no answer within %s ms (smsgist.health.timeout)".formatted(this.timeout.toMillis());
		}
		return failure.getClass().getSimpleName();
	}

}
