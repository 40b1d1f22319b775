package io.github.smsgist.sandbox;

import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.sandbox.internal.fault.Fault;

/**
 * Fault for some of the calls to come. Guarded by the lock of {@link SandboxFaults}.
 */
final class FaultRule {

	private final Fault fault;

	private final Set<SandboxOperation> operations;

	private final double share;

	private final Random random;

	private long left;

	FaultRule(Fault fault, Set<SandboxOperation> operations, double share, Random random, long calls) {
		this.fault = fault;
		this.operations = operations;
		this.share = share;
		this.random = random;
		this.left = calls;
	}

	Fault fault() {
		return this.fault;
	}

	boolean isUsedUp() {
		return this.left == 0;
	}

	String describe() {
		String which = (this.left > Integer.MAX_VALUE) ? Math.round(this.share * 100) + " % of the requests"
				: (this.left == 1) ? "Next request" : "Next " + this.left + " requests";
		String to = (this.operations.size() == SandboxOperation.values().length) ? ""
				: this.operations.stream().map(LowerCaseName::of).collect(Collectors.joining(", ", " to ", ""));
		return which + to + ": " + this.fault.describe();
	}

	boolean applies(SandboxOperation operation) {
		if (!this.operations.contains(operation) || this.random.nextDouble() >= this.share) {
			return false;
		}
		this.left--;
		return true;
	}

}
