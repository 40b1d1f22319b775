package io.github.smsgist.sample;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The five operations of SMSGist as a REST API. An {@code Idempotency-Key} header is
 * passed on, so that a caller of this API, too, can repeat a send without sending twice.
 */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class SmsGistController {

	private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	private final SmsGistOperations smsGist;

	private final MessageBoard messages;

	SmsGistController(SmsGistOperations smsGist, MessageBoard messages) {
		this.smsGist = smsGist;
		this.messages = messages;
	}

	@PostMapping(path = "/sms", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	SendReceipt sendSms(@RequestBody SmsRequest request,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
		SmsMessage message = request.toMessage(key);
		SendReceipt receipt = this.smsGist.sendSms(message);
		this.messages.sent("sms", message.message(), receipt);
		return receipt;
	}

	@PostMapping(path = "/emails", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	SendReceipt sendEmail(@RequestBody EmailRequest request,
			@RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
		EmailMessage message = request.toMessage(key);
		SendReceipt receipt = this.smsGist.sendEmail(message);
		this.messages.sent("email", message.subject(), receipt);
		return receipt;
	}

	@GetMapping("/messages/{id}")
	MessageStatus getMessageStatus(@PathVariable String id) {
		MessageStatus status = this.smsGist.getMessageStatus(id);
		this.messages.read(status);
		return status;
	}

	@PostMapping("/messages/{id}/retry")
	@ResponseStatus(HttpStatus.CREATED)
	RetryReceipt retryMessage(@PathVariable String id) {
		RetryReceipt receipt = this.smsGist.retryMessage(id);
		this.messages.retried(id, receipt);
		return receipt;
	}

	@GetMapping("/credits")
	CreditBalance getCreditBalance() {
		return this.smsGist.getCreditBalance();
	}

}
