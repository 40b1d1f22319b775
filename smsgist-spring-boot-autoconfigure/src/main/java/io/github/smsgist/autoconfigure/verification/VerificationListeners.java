package io.github.smsgist.autoconfigure.verification;

import java.util.List;

import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationListener;
import io.github.smsgist.verification.VerificationRefusedException;

/**
 * {@link VerificationListener} that notifies others, in order.
 */
record VerificationListeners(List<VerificationListener> listeners) implements VerificationListener {

	@Override
	public void onSent(String verificationId) {
		this.listeners.forEach((listener) -> listener.onSent(verificationId));
	}

	@Override
	public void onRefused(VerificationRefusedException.Reason reason) {
		this.listeners.forEach((listener) -> listener.onRefused(reason));
	}

	@Override
	public void onChecked(String verificationId, VerificationCheck.Status status) {
		this.listeners.forEach((listener) -> listener.onChecked(verificationId, status));
	}

}
