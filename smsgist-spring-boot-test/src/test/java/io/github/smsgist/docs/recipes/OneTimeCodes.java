package io.github.smsgist.docs.recipes;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;

import org.springframework.stereotype.Service;

// tag::otp[]
@Service
class OneTimeCodes {

	private static final int MOST_TEXTS = 3;

	private final SmsGistOperations smsGist;

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Challenge> challenges = new ConcurrentHashMap<>();

	OneTimeCodes(SmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	String begin(String phone) {
		String id = UUID.randomUUID().toString();
		String code = String.format(Locale.ROOT, "%06d", this.random.nextInt(1_000_000));
		this.challenges.put(id, new Challenge(phone, code, 0));
		return id;
	}

	void text(String id) {
		Challenge challenge = this.challenges.get(id);
		if (challenge == null || challenge.texts() == MOST_TEXTS) {
			throw new IllegalStateException("Begin again");
		}
		this.smsGist.sendSms(SmsMessage.builder()
			.to(challenge.phone())
			.message("Your code is " + challenge.code())
			.route(Route.OTP)
			.idempotencyKey("otp-" + id + "-" + challenge.texts())
			.build());
		this.challenges.replace(id, challenge, challenge.textedAgain());
	}

	boolean verify(String id, String code) {
		Challenge challenge = this.challenges.get(id);
		return challenge != null && challenge.code().equals(code) && this.challenges.remove(id, challenge);
	}

	private record Challenge(String phone, String code, int texts) {

		Challenge textedAgain() {
			return new Challenge(this.phone, this.code, this.texts + 1);
		}

	}

}
// end::otp[]
