package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmailMessage}.
 */
class EmailMessageTests {

	@Test
	void allFaultsAreNamedAtOnceAndNoAddressIsShown() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmailMessage.builder()
				.to("ama@example.com", "kofi at example.com", null)
				.subject("Hello\r\nBcc: all@example.com")
				.body(" ")
				.fromName("")
				.replyTo("nobody")
				.idempotencyKey("\u20b5")
				.build())
			.withMessageStartingWith("The email cannot be sent: ")
			.withMessageContainingAll("recipient 2", "recipient 3", "subject has a line break", "body is missing",
					"fromName is blank", "replyTo is not an email address", "idempotencyKey")
			.satisfies((failure) -> assertThat(failure.getMessage()).doesNotContain("recipient 1 ", "ama", "kofi",
					"Bcc", "nobody"));
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmailMessage.builder().build())
			.withMessageContainingAll("recipients is empty", "subject is missing", "body is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmailMessage.builder()
				.to((String[]) null)
				.to((Collection<String>) null)
				.subject(null)
				.body(null)
				.build())
			.withMessageContainingAll("recipients is empty", "subject is missing", "body is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmailMessage(null, null, null, null, null, null, null, null))
			.withMessageContainingAll("recipients is empty", "subject is missing", "body is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ama@example.com", "ama.mensah+shop@mail.example.com.gh", "o'brien@example.ie", "a@b",
			"\u00e4@b\u00fccher.example", "ama@[10.0.0.1]" })
	void whatMayBeAnAddress(String address) {
		assertThat(valid().to(address).replyTo(address).build().replyTo()).isEqualTo(address);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "ama", "@", "ama@", "@example.com", "a@b@c", "ama @example.com",
			"ama@example.com\r\nBcc: kofi@example.com", "Ama <ama@example.com>", "ama@example.com,kofi@example.com",
			"ama@example.com;kofi@example.com" })
	void whatIsNoAddress(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> valid().to(address).build())
			.withMessageContaining("recipient 2 is not an email address");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().replyTo(address).build())
			.withMessageContaining("replyTo is not an email address");
	}

	@Test
	void lineBreaksBelongIntoTheBodyOnly() {
		assertThat(valid().body("Hello\r\nAma").build().body()).isEqualTo("Hello\r\nAma");
		assertThatIllegalArgumentException().isThrownBy(() -> valid().fromName("Shop\nX").build())
			.withMessageContaining("fromName has a line break");
	}

	@Test
	void anAddressThatIsGivenTwiceIsWrittenToOnce() {
		assertThat(valid().to("kofi@example.com", "ama@example.com").build().recipients())
			.containsExactly("ama@example.com", "kofi@example.com")
			.isUnmodifiable();
	}

	@Test
	void itDoesNotChangeWithWhatItWasBuiltFrom() {
		List<String> recipients = new ArrayList<>(List.of("ama@example.com"));
		EmailMessage message = EmailMessage.builder()
			.to(recipients)
			.subject("Hi")
			.body("Hello")
			.fromName("Shop")
			.replyTo("help@example.com")
			.noTracking(false)
			.route(Route.REGULAR)
			.build();
		recipients.clear();
		assertThat(message.withIdempotencyKey("k")).isEqualTo(new EmailMessage(List.of("ama@example.com"), "Hi",
				"Hello", "Shop", "help@example.com", false, Route.REGULAR, "k"));
		assertThat(message.idempotencyKey()).isNull();
	}

	private static EmailMessage.Builder valid() {
		return EmailMessage.builder().to("ama@example.com").subject("Hi").body("Hello");
	}

}
