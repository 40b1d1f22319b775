package io.github.smsgist.internal.http;

import io.github.smsgist.internal.http.Json.Envelope;
import io.github.smsgist.internal.http.Request.EmailBody;
import io.github.smsgist.internal.http.Request.SmsBody;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image has to know: the records that JSON is bound to, and the files that
 * libphonenumber reads.
 */
final class WireFormatRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), Envelope.class, SmsBody.class,
				EmailBody.class, SendReceipt.class, RetryReceipt.class, MessageStatus.class, CreditBalance.class);
		hints.resources().registerPattern("com/google/i18n/phonenumbers/data/*");
	}

}
