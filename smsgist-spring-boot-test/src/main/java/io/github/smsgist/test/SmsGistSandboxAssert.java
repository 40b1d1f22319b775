package io.github.smsgist.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.smsgist.internal.privacy.Redaction;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SandboxRecipient;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions for a {@link SmsGistSandbox}. A failed assertion lists what was
 * sent, with masked recipients and without texts.
 *
 * @since 0.1.0
 */
public final class SmsGistSandboxAssert extends AbstractAssert<SmsGistSandboxAssert, SmsGistSandbox> {

	private static final int LISTED = 10;

	SmsGistSandboxAssert(SmsGistSandbox actual) {
		super(actual, SmsGistSandboxAssert.class);
	}

	/**
	 * Assert that an SMS was accepted for a number.
	 * @param number the number, E.164 or local Ghanaian
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasSentSmsTo(String number) {
		findLastSms(number);
		return this;
	}

	/**
	 * Assert that an SMS was accepted for a number, and that the last one satisfies the
	 * given requirements.
	 * @param number the number, E.164 or local Ghanaian
	 * @param requirements the requirements
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasSentSmsTo(String number, Consumer<SandboxMessage> requirements) {
		requirements.accept(findLastSms(number));
		return this;
	}

	/**
	 * Assert that an email was accepted for an address.
	 * @param address the address
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasSentEmailTo(String address) {
		findLastEmail(address);
		return this;
	}

	/**
	 * Assert that an email was accepted for an address, and that the last one satisfies
	 * the given requirements.
	 * @param address the address
	 * @param requirements the requirements
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasSentEmailTo(String address, Consumer<SandboxMessage> requirements) {
		requirements.accept(findLastEmail(address));
		return this;
	}

	/**
	 * Assert the number of accepted messages, including retries.
	 * @param messages the number of messages
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasSentExactly(int messages) {
		isNotNull();
		if (this.actual.messageCount() != messages) {
			failWithMessage("%nExpecting exactly %s message(s) to be sent, but there are %s:%s", messages,
					this.actual.messageCount(), describe(this.actual.messages()));
		}
		return this;
	}

	/**
	 * Assert that no message was accepted.
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasSentNothing() {
		return hasSentExactly(0);
	}

	/**
	 * Assert that no recipient was sent the same text twice. The retry of a failed
	 * message is not a duplicate.
	 * @return this assertion object
	 */
	public SmsGistSandboxAssert hasNoDuplicates() {
		isNotNull();
		Map<Content, SandboxMessage> firsts = new HashMap<>();
		for (SandboxMessage message : this.actual.messages()) {
			if (message.originalMessageId() == null) {
				for (SandboxRecipient recipient : message.recipients()) {
					SandboxMessage first = firsts
						.putIfAbsent(new Content(recipient.recipient(), message.subject(), message.text()), message);
					if (first != null) {
						failWithMessage("%nExpecting nobody to be sent the same text twice, but these went to %s:%s",
								Redaction.mask(recipient.recipient()), describe(List.of(first, message)));
					}
				}
			}
		}
		return this;
	}

	private SandboxMessage findLastSms(String number) {
		isNotNull();
		return required(this.actual.findLastSmsTo(number), "SMS", number);
	}

	private SandboxMessage findLastEmail(String address) {
		isNotNull();
		return required(this.actual.findLastEmailTo(address), "email", address);
	}

	private SandboxMessage required(Optional<SandboxMessage> message, String kind, String recipient) {
		if (message.isEmpty()) {
			failWithMessage("%nExpecting an %s to %s to be sent, but there are %s message(s):%s", kind,
					Redaction.mask(recipient), this.actual.messageCount(), describe(this.actual.messages()));
		}
		return message.orElseThrow();
	}

	private static String describe(List<SandboxMessage> messages) {
		int start = Math.max(0, messages.size() - LISTED);
		String list = messages.subList(start, messages.size())
			.stream()
			.map((message) -> "%n  ".formatted() + describe(message))
			.collect(Collectors.joining());
		return ((start > 0) ? "%n  … %s before these".formatted(start) : "") + list;
	}

	private static String describe(SandboxMessage message) {
		String recipients = message.recipients()
			.stream()
			.limit(LISTED)
			.map((recipient) -> Redaction.mask(recipient.recipient()))
			.collect(Collectors.joining(", "));
		return name(message.service()) + " to " + recipients + ", " + message.status() + ", key "
				+ ((message.idempotencyKey() != null) ? message.idempotencyKey() : "none") + ", id "
				+ message.messageId();
	}

	private static String name(String service) {
		return service.equals("sms") ? "SMS" : "email";
	}

	private record Content(String recipient, @Nullable String subject, String text) {

	}

}
