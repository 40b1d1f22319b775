package io.github.smsgist.docs.credentials;

import io.github.smsgist.SmsGistOperations;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

// tag::qualifier[]
@Service
class Newsletter {

	private final SmsGistOperations application;

	private final SmsGistOperations marketing;

	Newsletter(SmsGistOperations application, @Qualifier("marketing") SmsGistOperations marketing) {
		this.application = application;
		this.marketing = marketing;
	}

	void publish(String subscriber, String editor) {
		this.marketing.sendSms(subscriber, "The new issue is out.");
		this.application.sendSms(editor, "Published.");
	}

}
// end::qualifier[]
