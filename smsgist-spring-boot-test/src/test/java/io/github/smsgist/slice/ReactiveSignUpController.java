package io.github.smsgist.slice;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = Type.REACTIVE)
class ReactiveSignUpController {

	private final ReactiveSmsGistOperations smsGist;

	ReactiveSignUpController(ReactiveSmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	@PostMapping("/welcome")
	Mono<SendReceipt> welcome(@RequestParam String phone) {
		return this.smsGist.sendSms(phone, "Welcome to Makola");
	}

}
