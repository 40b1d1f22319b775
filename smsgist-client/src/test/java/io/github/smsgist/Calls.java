package io.github.smsgist;

import java.util.function.Function;

import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.SmsMessage;
import reactor.core.publisher.Mono;

/**
 * The five operations, each with arguments that are private.
 */
enum Calls {

	SEND_SMS(Operation.SEND_SMS, (template) -> template.sendSms(sms()), (template) -> template.sendSms(sms())),

	SEND_EMAIL(Operation.SEND_EMAIL, (template) -> template.sendEmail(email()),
			(template) -> template.sendEmail(email())),

	GET_MESSAGE_STATUS(Operation.GET_MESSAGE_STATUS, (template) -> template.getMessageStatus("m-1"),
			(template) -> template.getMessageStatus("m-1")),

	RETRY_MESSAGE(Operation.RETRY_MESSAGE, (template) -> template.retryMessage("m-1"),
			(template) -> template.retryMessage("m-1")),

	GET_CREDIT_BALANCE(Operation.GET_CREDIT_BALANCE, ReactiveSmsGistOperations::getCreditBalance,
			SmsGistOperations::getCreditBalance);

	static final String NUMBER = "+233245972246";

	static final String ADDRESS = "ama.o'mensah@example.com";

	static final String TEXT = "Dear Ama, your code is 481516 for the red gate";

	static final String SUBJECT = "Parcel for Kwabena";

	static final String BODY = "<p>Dear Kwabena,\nyour parcel waits\tbehind the blue door</p>";

	final Operation operation;

	private final Function<ReactiveSmsGistOperations, Mono<?>> reactive;

	private final Function<SmsGistOperations, Object> blocking;

	Calls(Operation operation, Function<ReactiveSmsGistOperations, Mono<?>> reactive,
			Function<SmsGistOperations, Object> blocking) {
		this.operation = operation;
		this.reactive = reactive;
		this.blocking = blocking;
	}

	Mono<?> with(ReactiveSmsGistOperations template) {
		return this.reactive.apply(template);
	}

	Object with(SmsGistOperations template) {
		return this.blocking.apply(template);
	}

	/**
	 * Whether requests of this operation carry an idempotency key.
	 */
	boolean isKeyed() {
		return this.operation == Operation.SEND_SMS || this.operation == Operation.SEND_EMAIL;
	}

	private static SmsMessage sms() {
		return SmsMessage.builder().to(NUMBER).message(TEXT).build();
	}

	private static EmailMessage email() {
		return EmailMessage.builder().to(ADDRESS).subject(SUBJECT).body(BODY).build();
	}

}
