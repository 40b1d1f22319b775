package io.github.smsgist;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The credentials go to the base URL only.
 */
class RedirectTests {

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	private static final WireMockServer other = new WireMockServer(wireMockConfig().dynamicPort());

	@BeforeAll
	static void startOther() {
		other.start();
		other.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(MockSmsGist.success(MockSmsGist.SENT)));
	}

	@AfterAll
	static void stopOther() {
		other.stop();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aRedirectIsNotFollowed(int status) {
		smsGist.answer(
				WireMock.aResponse().withStatus(status).withHeader("Location", other.url("/api/sms/send?stolen=1")));
		for (Calls call : Calls.values()) {
			SmsGistException failure = catchThrowableOfType(SmsGistException.class,
					() -> call.with(smsGist.templates().build()));
			assertThat(failure).isInstanceOf(SmsGistResponseException.class)
				.hasMessageContaining("base URL")
				.hasMessageContaining(String.valueOf(status));
			// After a POST, 302 and 303 are also how a server says where the result is.
			assertThat(failure.getOutcome())
				.isEqualTo((status == 302 || status == 303) ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED);
		}
		assertThat(smsGist.requests()).hasSize(Calls.values().length);
		assertThat(other.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()))).isEmpty();
	}

}
