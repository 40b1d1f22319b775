package io.github.smsgist.internal.http;

import io.github.smsgist.internal.http.Request.EmailBody;
import io.github.smsgist.internal.http.Request.SmsBody;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for the records that requests are written from, and for
 * the metadata of libphonenumber.
 */
final class WireFormatRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), SmsBody.class,
				EmailBody.class);
		hints.resources().registerPattern("com/google/i18n/phonenumbers/data/*");
	}

}
