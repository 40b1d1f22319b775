package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Duration;

import io.github.smsgist.sandbox.SandboxFaults;
import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The console's controls of the sandbox. What is commanded befalls the next call that
 * sends something, not the ones by which the page is kept up to date.
 */
@RestController
@RequestMapping("/console/sandbox")
@ResponseStatus(HttpStatus.NO_CONTENT)
@ConditionalOnBooleanProperty("smsgist.sandbox.enabled")
class SandboxController {

	static final Duration PAUSE = Duration.ofSeconds(5);

	static final Duration DELAY = Duration.ofSeconds(3);

	private final SmsGistSandbox sandbox;

	SandboxController(SmsGistSandbox sandbox) {
		this.sandbox = sandbox;
	}

	@PostMapping("/faults/server-error")
	void failNextSend() {
		nextSend().serverError();
	}

	@PostMapping("/faults/rate-limit")
	void limitNextSend() {
		nextSend().tooManyRequests(PAUSE);
	}

	@PostMapping("/faults/lost-answer")
	void loseNextAnswer() {
		nextSend().loseAnswer();
	}

	@PostMapping("/faults/delay")
	void delayNextAnswer() {
		nextSend().delay(DELAY);
	}

	@DeleteMapping("/faults")
	void behave() {
		this.sandbox.faults().clear();
	}

	@PutMapping(path = "/credits", consumes = MediaType.APPLICATION_JSON_VALUE)
	void setCredits(@RequestBody Credits credits) {
		this.sandbox.setBalance(credits.available().add(this.sandbox.reserved()));
	}

	@PostMapping(path = "/reachable", consumes = MediaType.APPLICATION_JSON_VALUE)
	void makeReachable(@RequestBody Reachable reachable) {
		this.sandbox.makeReachable(reachable.recipient());
	}

	private SandboxFaults.Plan nextSend() {
		return this.sandbox.faults()
			.next(1)
			.on(SandboxOperation.SEND_SMS, SandboxOperation.SEND_EMAIL, SandboxOperation.RETRY_MESSAGE);
	}

	record Credits(BigDecimal available) {

	}

	record Reachable(String recipient) {

		/**
		 * Return a text that does not tell who this is.
		 */
		@Override
		public String toString() {
			return "Reachable[]";
		}

	}

}
