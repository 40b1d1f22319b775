package io.github.smsgist.autoconfigure.verification;

import io.github.smsgist.verification.VerificationApprovedEvent;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationListener;
import io.github.smsgist.verification.VerificationRefusedEvent;
import io.github.smsgist.verification.VerificationRefusedException;

import org.springframework.context.ApplicationEventPublisher;

/**
 * {@link VerificationListener} that publishes application events.
 */
final class VerificationEvents implements VerificationListener {

	private final ApplicationEventPublisher publisher;

	VerificationEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void onRefused(VerificationRefusedException.Reason reason) {
		this.publisher.publishEvent(new VerificationRefusedEvent(reason));
	}

	@Override
	public void onChecked(String verificationId, VerificationCheck.Status status) {
		if (status == VerificationCheck.Status.APPROVED) {
			this.publisher.publishEvent(new VerificationApprovedEvent(verificationId));
		}
	}

}
