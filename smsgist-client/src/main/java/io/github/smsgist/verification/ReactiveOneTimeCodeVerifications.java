package io.github.smsgist.verification;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.verification.VerificationSteps.Dispatch;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@link ReactiveSmsGistVerifications} that send their codes through SMSGist. A
 * {@link VerificationStore} may block, so it is called on threads that may. Thread-safe.
 */
final class ReactiveOneTimeCodeVerifications implements ReactiveSmsGistVerifications {

	private final VerificationSteps steps;

	private final ReactiveSmsGistOperations smsGist;

	private final VerificationObservations observations;

	ReactiveOneTimeCodeVerifications(VerificationSteps steps, ReactiveSmsGistOperations smsGist,
			VerificationObservations observations) {
		this.steps = steps;
		this.smsGist = smsGist;
		this.observations = observations;
	}

	@Override
	public Mono<Verification> start(VerificationRequest request) {
		return this.observations.observe("start", send(() -> this.steps.start(request)));
	}

	@Override
	public Mono<Verification> resend(String verificationId) {
		return this.observations.observe("resend", send(() -> this.steps.resend(verificationId)));
	}

	@Override
	public Mono<VerificationCheck> check(String verificationId, String code) {
		return this.observations.observe("check", blocking(() -> this.steps.check(verificationId, code)));
	}

	private Mono<Verification> send(Callable<Dispatch> dispatch) {
		return blocking(dispatch)
			.flatMap((ready) -> send(ready).map((receipt) -> step(() -> this.steps.sent(ready, receipt)))
				.onErrorResume(RuntimeException.class, (ex) -> Mono.just(step(() -> this.steps.failed(ready, ex))))
				.flatMap((step) -> step));
	}

	private Mono<SendReceipt> send(Dispatch dispatch) {
		return dispatch.message().send(this.smsGist, this.steps.timeLeft(dispatch));
	}

	private static Mono<Verification> step(Supplier<Verification> step) {
		return blocking(step::get);
	}

	private static <T> Mono<T> blocking(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
	}

}
