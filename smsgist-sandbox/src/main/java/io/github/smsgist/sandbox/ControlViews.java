package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.github.smsgist.internal.text.LowerCaseName;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link ControlApi} answers, as it is in the JSON.
 */
final class ControlViews {

	private ControlViews() {
	}

	record OneTimeCode(String messageId, String otp) {

		static OneTimeCode of(SandboxMessage message) {
			return new OneTimeCode(message.messageId(), message.otp());
		}

	}

	record State(Instant time, boolean manualClock, String mode, BigDecimal balance, BigDecimal reserved,
			BigDecimal available, long messages, long requests) {

		static State of(SmsGistSandbox sandbox) {
			return new State(sandbox.clock().now(), sandbox.clock().isManual(), LowerCaseName.of(sandbox.mode()),
					sandbox.balance(), sandbox.reserved(), sandbox.available(), sandbox.messageCount(),
					sandbox.requestCount());
		}

	}

	record Assumptions(String keyScope, String keyInProgress, boolean storeErrors, boolean retryHonorsIdempotencyKey,
			boolean partlyFailedIsFailed) {

		static Assumptions of(SandboxAssumptions assumptions) {
			return new Assumptions(LowerCaseName.of(assumptions.keyScope()),
					LowerCaseName.of(assumptions.keyInProgress()), assumptions.storeErrors(),
					assumptions.retryHonorsIdempotencyKey(), assumptions.partlyFailedIsFailed());
		}

	}

	record JournalEntry(Instant time, @Nullable String operation, @Nullable String idempotencyKey, int status,
			@Nullable String fault) {

		JournalEntry(ReceivedRequest request) {
			this(request.time(), (request.operation() != null) ? LowerCaseName.of(request.operation()) : null,
					request.idempotencyKey(), request.status(), request.fault());
		}

	}

	record OutboxMessage(String messageId, String service, String status, String route, @Nullable String subject,
			String text, @Nullable String otp, int segments, BigDecimal totalCost, @Nullable String idempotencyKey,
			@Nullable String originalMessageId, @Nullable String redirectedTo, Instant createdAt,
			@Nullable Instant sentAt, List<SandboxRecipient> recipients) {

		OutboxMessage(SandboxMessage message) {
			this(message.messageId(), message.service(), message.status(), message.route(), message.subject(),
					message.text(), message.findOtp(), message.segments(), message.totalCost(),
					message.idempotencyKey(), message.originalMessageId(), message.redirectedTo(), message.createdAt(),
					message.sentAt(), message.recipients());
		}

	}

}
