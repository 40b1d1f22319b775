package io.github.smsgist.autoconfigure.metrics;

import java.math.BigDecimal;
import java.util.function.Function;

import io.github.smsgist.autoconfigure.CreditBalanceCache;
import io.github.smsgist.model.CreditBalance;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for the credits as they were last read, usually by the health
 * indicator. Makes no calls. Before the first reading the gauges are {@code NaN}.
 */
final class SmsGistCreditMetrics implements MeterBinder {

	private final CreditBalanceCache balance;

	SmsGistCreditMetrics(CreditBalanceCache balance) {
		this.balance = balance;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "smsgist.credits.available", "Credits that can be spent", CreditBalance::available);
		gauge(registry, "smsgist.credits.reserved", "Credits reserved for messages on their way",
				CreditBalance::reserved);
	}

	private void gauge(MeterRegistry registry, String name, String description,
			Function<CreditBalance, @Nullable BigDecimal> amount) {
		Gauge.builder(name, this.balance, (balance) -> value(balance.last(), amount))
			.description(description)
			.register(registry);
	}

	private static double value(@Nullable CreditBalance balance, Function<CreditBalance, @Nullable BigDecimal> amount) {
		BigDecimal value = (balance != null) ? amount.apply(balance) : null;
		return (value != null) ? value.doubleValue() : Double.NaN;
	}

}
