package io.github.smsgist.internal.http;

import java.net.URI;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.model.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Endpoint}.
 */
class EndpointTests {

	@ParameterizedTest
	@CsvSource({ "https://example.com, https://example.com/api/credits/balance",
			"https://example.com/, https://example.com/api/credits/balance",
			"https://example.com:8443/gateway, https://example.com:8443/gateway/api/credits/balance",
			"https://example.com/gate%20way/, https://example.com/gate%20way/api/credits/balance",
			"http://[::1]:8080, http://[::1]:8080/api/credits/balance" })
	void pathsAreAppendedToTheBaseUrl(URI baseUrl, URI expected) {
		Endpoint endpoint = new Endpoint(new SmsGistConnection(baseUrl, "client", "secret", "key"),
				(clientSecret, appSecretKey) -> "token", WebClient.builder());
		assertThat(endpoint.uri(Operation.GET_CREDIT_BALANCE, null)).isEqualTo(expected);
	}

}
