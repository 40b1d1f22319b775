package io.github.smsgist.slice;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SendReceipt;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@ConditionalOnWebApplication(type = Type.SERVLET)
class SignUpController {

	private final SmsGistOperations smsGist;

	SignUpController(SmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	@PostMapping("/welcome")
	SendReceipt welcome(@RequestParam String phone) {
		return this.smsGist.sendSms(phone, "Welcome to Makola");
	}

}
