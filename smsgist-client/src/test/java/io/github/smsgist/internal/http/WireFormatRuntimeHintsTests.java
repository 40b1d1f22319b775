package io.github.smsgist.internal.http;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WireFormatRuntimeHints}.
 */
class WireFormatRuntimeHintsTests {

	@Test
	void everythingBoundByReflectionIsKnown() {
		RuntimeHints hints = new RuntimeHints();
		registrar().registerHints(hints, getClass().getClassLoader());
		for (Class<?> bound : List.of(Request.SmsBody.class, Request.EmailBody.class)) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(bound)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).as(bound.getSimpleName())
				.accepts(hints);
		}
	}

	@Test
	void libphonenumbersFilesAreKnown() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		registrar().registerHints(hints, getClass().getClassLoader());
		String file = "com/google/i18n/phonenumbers/data/PhoneNumberMetadataProto_GH";
		assertThat(getClass().getClassLoader().getResource(file)).as("the file as libphonenumber names it").isNotNull();
		assertThat(RuntimeHintsPredicates.resource().forResource(file)).accepts(hints);
	}

	/**
	 * As the ahead-of-time engine finds it.
	 */
	private static RuntimeHintsRegistrar registrar() {
		return SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter(WireFormatRuntimeHints.class::isInstance)
			.findFirst()
			.orElseThrow();
	}

}
