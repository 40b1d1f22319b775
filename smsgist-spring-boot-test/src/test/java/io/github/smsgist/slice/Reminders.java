package io.github.smsgist.slice;

import io.github.smsgist.SmsGistOperations;

import org.springframework.stereotype.Service;

/**
 * In no slice, and could not be created there.
 */
@Service
class Reminders {

	private final SmsGistOperations smsGist;

	Reminders(SmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	void remind(String phone) {
		this.smsGist.sendSms(phone, "Your parcel has arrived.");
	}

}
