package io.github.smsgist.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.smsgist.sandbox.internal.http.Options;
import io.github.smsgist.sandbox.internal.service.ApiException;

/**
 * Faults as the {@link ControlApi} names them.
 */
final class FaultCommands {

	private final SmsGistSandbox sandbox;

	FaultCommands(SmsGistSandbox sandbox) {
		this.sandbox = sandbox;
	}

	void addFault(Options options) {
		String fault = options.string("fault");
		SandboxFaults faults = this.sandbox.faults();
		if (fault.equals("rate_limit")) {
			int perSecond = options.number("per_second");
			RequestLimit kind = options.word("kind", RequestLimit.TOKEN_BUCKET);
			boolean retryAfter = options.flag("retry_after", false);
			options.requireAllRead();
			if (retryAfter) {
				faults.limitPerSecondWithRetryAfter(perSecond, kind);
			}
			else {
				faults.limitPerSecond(perSecond, kind);
			}
		}
		else if (fault.equals("latency")) {
			Duration latency = options.duration("duration");
			options.requireAllRead();
			faults.latency(latency);
		}
		else {
			addFault(faults, options, completion(fault, options));
		}
	}

	private static void addFault(SandboxFaults faults, Options options, Consumer<SandboxFaults.Plan> completion) {
		List<SandboxOperation> operations = options.words("operations", SandboxOperation.class);
		SandboxFaults.Plan plan;
		if (options.has("rate")) {
			double rate = options.decimal("rate").doubleValue();
			int seed = options.number("seed", 0);
			options.requireAllRead();
			plan = faults.rate(rate, seed);
		}
		else {
			int times = options.number("times", 1);
			options.requireAllRead();
			plan = faults.next(times);
		}
		if (!operations.isEmpty()) {
			plan.on(operations.get(0), operations.toArray(SandboxOperation[]::new));
		}
		completion.accept(plan);
	}

	private static Consumer<SandboxFaults.Plan> completion(String fault, Options options) {
		return switch (fault) {
			case "too_many_requests" -> tooManyRequests(options);
			case "error" -> {
				int status = options.number("status", 500);
				yield (plan) -> plan.error(status);
			}
			case "error_after_processing" -> {
				int status = options.number("status", 500);
				yield (plan) -> plan.errorAfterProcessing(status);
			}
			case "html" -> {
				int status = options.number("status", 502);
				yield (plan) -> plan.html(status);
			}
			case "reset" -> SandboxFaults.Plan::resetBeforeProcessing;
			case "lose_answer" -> SandboxFaults.Plan::loseAnswer;
			case "junk" -> SandboxFaults.Plan::junk;
			case "half_answer" -> SandboxFaults.Plan::halfAnswer;
			case "drip" -> {
				Duration pause = options.duration("duration");
				yield (plan) -> plan.drip(pause);
			}
			case "delay" -> {
				Duration delay = options.duration("duration");
				yield (plan) -> plan.delay(delay);
			}
			default -> throw new ApiException(422,
					"fault must be one of too_many_requests, rate_limit, error, error_after_processing, html, reset, "
							+ "lose_answer, junk, half_answer, drip, delay");
		};
	}

	private static Consumer<SandboxFaults.Plan> tooManyRequests(Options options) {
		if (!options.has("retry_after")) {
			return SandboxFaults.Plan::tooManyRequests;
		}
		Duration retryAfter = options.duration("retry_after");
		boolean date = options.flag("as_date", false);
		return (plan) -> {
			if (date) {
				plan.tooManyRequestsWithDate(retryAfter);
			}
			else {
				plan.tooManyRequests(retryAfter);
			}
		};
	}

	void addWebhookFault(Options options) {
		Consumer<SandboxWebhooks.Plan> completion = switch (options.string("fault")) {
			case "late" -> {
				Duration late = options.duration("duration");
				yield (plan) -> plan.late(late);
			}
			case "repeat" -> SandboxWebhooks.Plan::twice;
			case "reverse" -> SandboxWebhooks.Plan::reversed;
			case "bad_signature" -> SandboxWebhooks.Plan::wronglySigned;
			default -> throw new ApiException(422, "fault must be one of late, repeat, reverse, bad_signature");
		};
		int times = options.number("times", 1);
		options.requireAllRead();
		completion.accept(this.sandbox.webhooks().next(times));
	}

}
