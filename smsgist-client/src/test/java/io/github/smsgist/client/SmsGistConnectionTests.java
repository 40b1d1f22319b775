package io.github.smsgist.client;

import java.net.URI;

import io.github.smsgist.MockSmsGist;
import io.github.smsgist.client.SmsGistConnection.InvalidConnectionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SmsGistConnection}: which addresses credentials may be sent to.
 */
class SmsGistConnectionTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://api.smsgist.com", "https://api.smsgist.com/", "HTTPS://API.SMSGIST.COM",
			"https://api.smsgist.com:8443", "https://gateway.example.com/smsgist", "https://10.0.0.1", "https://[::1]",
			"http://localhost", "http://LOCALHOST:8080/", "http://127.0.0.1:8080", "http://127.0.0.2",
			"http://127.255.255.254", "http://[::1]:8080", "http://[0:0:0:0:0:0:0:1]", "http://[::ffff:127.0.0.1]" })
	void accepted(String baseUrl) {
		assertThat(connection(baseUrl).baseUrl()).hasToString(baseUrl);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://api.smsgist.com          | must be https
			http://10.0.0.1                 | must be https
			http://192.168.1.5:8080         | must be https
			http://[2001:db8::1]            | must be https
			http://0.0.0.0:8080             | must be https
			http://[::]                     | must be https
			http://128.0.0.1                | must be https
			http://127.0.0.1.example.com    | must be https
			http://127.1                    | an absolute https address
			http://127.0.0.256              | an absolute https address
			http://127.999.0.1              | an absolute https address
			http://2130706433               | must be https
			http://localhost.example.com    | must be https
			http://localhost.               | must be https
			http://localhost@example.com    | must not have user info
			https://user:pass@example.com   | must not have user info
			https://@example.com            | must not have user info
			https://api.smsgist.com?a=b     | a query
			https://api.smsgist.com/?       | a query
			https://api.smsgist.com/#a      | or a fragment
			https://api.smsgist.com:0       | port is out of range
			https://api.smsgist.com:65536   | port is out of range
			https:///api                    | an absolute https address
			https:api.smsgist.com           | an absolute https address
			api.smsgist.com                 | an absolute https address
			/api                            | an absolute https address
			ftp://api.smsgist.com           | an absolute https address
			file:///etc/passwd              | an absolute https address
			ws://localhost                  | an absolute https address
			""")
	void refused(String baseUrl, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> connection(baseUrl))
			.withMessageStartingWith("'baseUrl' cannot be used: ")
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource({ "'',s,k,clientId,It is missing.", "c,' ',k,clientSecret,It is missing.",
			"c,s,'',appSecretKey,It is missing.", ",s,k,clientId,It is missing.",
			"'c\r\nX-Admin: 1',s,k,clientId,contains a line break",
			"c\u00e9,s,k,clientId,not allowed in an HTTP header" })
	void credentialsThatCannotBe(String clientId, String clientSecret, String appSecretKey, String component,
			String reason) {
		assertThatExceptionOfType(InvalidConnectionException.class).isThrownBy(
				() -> new SmsGistConnection(SmsGistConnection.DEFAULT_BASE_URL, clientId, clientSecret, appSecretKey))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.getComponent()).isEqualTo(component));
	}

	/**
	 * The service would refuse them, and nobody could see why.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "%s\n", "%s\r\n", "\n%s", "%s ", " %s", "%s\t", "%s\u00a0", "%s\u200b", "\ufeff%s",
			"%1$s\u200b%1$s", "%1$s\n%1$s", "%s\u2028", "%s\u0000", "\u202a%s", "\"%s\"", "'%s'", "\u201c%s\u201d" })
	void credentialsWithWhatWasCopiedAlong(String copied) {
		String credential = copied.formatted("s3cr3t");
		URI url = SmsGistConnection.DEFAULT_BASE_URL;
		refused("clientId", () -> new SmsGistConnection(url, credential, "s", "k"));
		refused("clientSecret", () -> new SmsGistConnection(url, "c", credential, "k"));
		refused("appSecretKey", () -> new SmsGistConnection(url, "c", "s", credential));
	}

	@ParameterizedTest
	@ValueSource(strings = { "${SMSGIST_SECRET}", "<client secret>" })
	void placeholdersAreNoCredentials(String placeholder) {
		assertThatExceptionOfType(InvalidConnectionException.class)
			.isThrownBy(() -> new SmsGistConnection(SmsGistConnection.DEFAULT_BASE_URL, "c", placeholder, "k"))
			.withMessageEndingWith("It is a placeholder that was not replaced.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "it's", "'a", "a\"", "$2a$10${x", "<3" })
	void quotationMarksMayBePartOfACredential(String credential) {
		assertThatNoException()
			.isThrownBy(() -> new SmsGistConnection(SmsGistConnection.DEFAULT_BASE_URL, "c", credential, "k"));
	}

	private static void refused(String component, ThrowingCallable creation) {
		assertThatExceptionOfType(InvalidConnectionException.class).isThrownBy(creation)
			.withMessageContaining("copied along")
			.withMessageNotContaining("s3cr3t")
			.satisfies((ex) -> assertThat(ex.getComponent()).isEqualTo(component));
	}

	@Test
	void secretsWithBlanksInsideAreLeftToTheService() {
		assertThat(new SmsGistConnection(SmsGistConnection.DEFAULT_BASE_URL, "c", "two words", "k").clientSecret())
			.isEqualTo("two words");
	}

	@Test
	void showsNoCredentials() {
		SmsGistConnection connection = MockSmsGist.connection(8080);
		assertThat(connection).hasToString("SmsGistConnection[baseUrl=http://127.0.0.1:8080]");
	}

	private static SmsGistConnection connection(String baseUrl) {
		return new SmsGistConnection(URI.create(baseUrl), "client", "secret", "key");
	}

}
