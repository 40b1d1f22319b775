package io.github.smsgist.docs.recipes;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

import io.github.smsgist.SmsGistOperations;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

// tag::low-credit[]
@Component
class LowCreditAlert {

	private static final BigDecimal THRESHOLD = new BigDecimal("20");

	private final SmsGistOperations smsGist;

	private final ApplicationEventPublisher events;

	private boolean low;

	LowCreditAlert(SmsGistOperations smsGist, ApplicationEventPublisher events) {
		this.smsGist = smsGist;
		this.events = events;
	}

	@Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
	void check() {
		BigDecimal available = this.smsGist.getCreditBalance().available();
		boolean low = available != null && available.compareTo(THRESHOLD) < 0;
		if (low && !this.low) {
			this.events.publishEvent(new CreditsAreLow(available));
		}
		this.low = low;
	}

	record CreditsAreLow(BigDecimal available) {

	}

}
// end::low-credit[]
