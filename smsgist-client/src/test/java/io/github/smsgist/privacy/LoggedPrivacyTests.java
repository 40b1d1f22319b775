package io.github.smsgist.privacy;

import io.github.smsgist.model.SmsMessage;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LoggedPrivacy}, which would otherwise pass by never looking.
 */
class LoggedPrivacyTests {

	@ParameterizedTest
	@ValueSource(strings = { "sent to +233245972246", "0245972246", "to user@example.com", "cs_live_abc",
			"Authorization: Bearer 2XaHWAK48RQqPHXztm9XzjgLy17OnoxW67hIM4Gg3pNy" })
	void recognizesPrivateTexts(String text) {
		assertThat(PrivacyAppender.isPrivate(text)).isTrue();
	}

	@Test
	void recognizesTextsThatAreNotPrivate() {
		assertThat(PrivacyAppender
			.isPrivate(SmsMessage.builder().to("+233245972246").message("Hello").build() + " http://localhost:8080"))
			.isFalse();
	}

	@Test
	void readsWhatIsLogged() {
		LogFactory.getLog("io.github.smsgist.privacy").warn("planted: +233245972246");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> new LoggedPrivacy().afterEach(null))
			.withMessageContaining("planted");
	}

}
