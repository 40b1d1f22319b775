package io.github.smsgist.autoconfigure.verification;

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationListener;
import io.github.smsgist.verification.VerificationRefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@link VerificationListener} that counts codes.
 */
final class VerificationMetrics implements VerificationListener {

	private final MeterRegistry registry;

	VerificationMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onSent(String verificationId) {
		count("sent", "none");
	}

	@Override
	public void onRefused(VerificationRefusedException.Reason reason) {
		count("refused", LowerCaseName.of(reason));
	}

	@Override
	public void onChecked(String verificationId, VerificationCheck.Status status) {
		count(LowerCaseName.of(status), "none");
	}

	private void count(String result, String reason) {
		Counter.builder("smsgist.verifications")
			.description("Codes that were sent, refused and checked")
			.tag("result", result)
			.tag("reason", reason)
			.register(this.registry)
			.increment();
	}

}
