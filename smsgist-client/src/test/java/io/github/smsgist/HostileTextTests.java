package io.github.smsgist;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException.ServiceAnswer;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.internal.privacy.Redaction;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.MessageStatus.RecipientStatus;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SendReceipt.Recipient;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.webhook.WebhookEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static io.github.smsgist.MockSmsGist.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whatever the service, a webhook or a caller says: what the application may log of it is
 * one line, and never a long one.
 */
class HostileTextTests {

	private static final int MAX_LENGTH = 5000;

	private static final int MANY = 4_000;

	private static final List<String> PIECES = List.of("m-1", " ", "\n", "\r\n", "\t", "\0", "\u001b[2K", "\u0085",
			"\u2028", "\u2029", "\u202e", "\u200b", "\ud83d", "\ude00", "😀", "\ufeff", "2026-03-21 ERROR forged", "+",
			"0245972246", "@", "a@b", "%s", "{}", "\"", "</p>");

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@ParameterizedTest
	@MethodSource("texts")
	void whatIsPrintedIsOneShortLine(String text) {
		List<Recipient> recipients = Collections.nCopies(1000, new Recipient(text, text));
		RecipientStatus status = new RecipientStatus(text, text, text, text, Instant.EPOCH, text);
		WebhookEvent.Details details = new WebhookEvent.Details(text, text, text, text, Instant.EPOCH,
				Map.of("a", text));
		Stream
			.of(new SendReceipt(text, text, 1, 1, BigDecimal.ONE, BigDecimal.ONE, recipients, text),
					new MessageStatus(text, text, text, 1, 1, 1, 1, Instant.EPOCH, Collections.nCopies(1000, status)),
					status, recipients.get(0), new RetryReceipt(text, text, text, 1, BigDecimal.ONE),
					new CreditBalance(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, text),
					new WebhookEvent.MessageFailed(details), new WebhookEvent.Unknown(text, details), call(text),
					new Call(Operation.SEND_SMS, text), answer(text), Redaction.mask(text),
					Redaction.mask(Collections.nCopies(MANY, text)))
			.forEach((printed) -> assertOneShortLine(printed.toString()));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void whatIsThrownIsOneShortLineThatSaysWhatIsCertain(String text) {
		Stream
			.of(new SmsGistAuthenticationException(call(text), answer(text)),
					new SmsGistServerException(call(text), answer(text)),
					new SmsGistValidationException(call(text), answer(text)),
					new SmsGistRateLimitException(call(text), answer(text)),
					new SmsGistRateLimitException(call(text), Duration.ZERO, text, null),
					SmsGistResponseException.temporary(call(text), answer(text), text),
					new SmsGistTransportException(call(text), text, null),
					new SmsGistTransportException(call(text), text, text, null))
			.forEach((failure) -> {
				assertOneShortLine(failure.getMessage());
				assertThat(failure.getMessage()).contains(" Nothing was sent. ");
			});
	}

	@ParameterizedTest
	@MethodSource("texts")
	void whatTheServiceSaysIsOneShortLine(String text) {
		byte[] message = JsonMapper.shared().writeValueAsBytes(Map.of("status", "error", "message", text));
		smsGist.answer(json(422, new String(message, StandardCharsets.UTF_8)));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.SEND_SMS.with(smsGist.templates().build()));
		assertThat(failure).isInstanceOf(SmsGistValidationException.class);
		assertOneShortLine(failure.getMessage());
		assertOneShortLine(String.valueOf(failure.getServiceMessage()));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void whatIsWrongWithManyRecipientsIsOneShortLine(String text) {
		List<String> recipients = Collections.nCopies(Math.max(20, 10 * MANY / (10 + text.length())), text);
		IllegalArgumentException sms = catchThrowableOfType(IllegalArgumentException.class,
				() -> SmsMessage.builder().to(recipients).message(text).idempotencyKey(text).build());
		IllegalArgumentException email = catchThrowableOfType(IllegalArgumentException.class,
				() -> EmailMessage.builder()
					.to(recipients)
					.subject("\0" + text)
					.body(text)
					.fromName(text)
					.replyTo(text + "\0")
					.idempotencyKey(text)
					.build());
		assertThat(email).hasMessageContaining("subject");
		assertOneShortLine(email.getMessage());
		if (sms != null) {
			assertOneShortLine(sms.getMessage());
		}
	}

	@ParameterizedTest
	@MethodSource("texts")
	void whatIsWrongWithAMessageIdIsOneShortLine(String text) {
		IllegalArgumentException failure = catchThrowableOfType(IllegalArgumentException.class,
				() -> smsGist.templates().build().getMessageStatus("../" + text));
		assertOneShortLine(failure.getMessage());
	}

	@Test
	void howLongSoEverTheCauseOfAFailureIs() {
		RuntimeException deep = new IllegalStateException("0");
		for (int i = 1; i < 10_000; i++) {
			deep = new IllegalStateException(Integer.toString(i), deep);
		}
		RuntimeException circle = new IllegalStateException("a");
		circle.initCause(new IllegalStateException("b", circle));
		for (RuntimeException cause : List.of(deep, circle)) {
			SmsGistException failure = catchThrowableOfType(SmsGistException.class, () -> MockSmsGist
				.templates(WebClient.builder().filter((request, next) -> Mono.error(cause)), smsGist.connection())
				.build()
				.retryMessage("m-1"));
			assertThat(failure).isInstanceOf(SmsGistTransportException.class);
			assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
			assertOneShortLine(failure.getMessage());
		}
	}

	/**
	 * Each piece by itself, huge texts of one piece, and random ones.
	 */
	static Stream<String> texts() {
		Random random = new Random(20260321);
		return Stream.of(PIECES.stream(), Stream.of("\n", "1", "a@b", "\u202e").map((piece) -> piece.repeat(50_000)),
				Stream.generate(() -> {
					StringBuilder text = new StringBuilder();
					int pieces = 1 + random.nextInt((int) Math.pow(10, 1 + random.nextInt(3)));
					for (int i = 0; i < pieces; i++) {
						text.append(PIECES.get(random.nextInt(PIECES.size())));
					}
					return text.toString();
				}).limit(40))
			.flatMap((texts) -> texts);
	}

	private static FailedCall call(String key) {
		return new FailedCall(Operation.SEND_SMS, key, 1, Outcome.NOT_PROCESSED);
	}

	private static ServiceAnswer answer(String message) {
		return new ServiceAnswer(429, message, Duration.ofSeconds(1));
	}

	private static void assertOneShortLine(String text) {
		assertThat(text).hasSizeLessThan(MAX_LENGTH);
		assertThat(text.codePoints()).allMatch((character) -> switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		}, "can be seen and ends no line");
	}

}
