package io.github.smsgist.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.model.Operation;
import io.github.smsgist.token.TokenEncryptor;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;

/**
 * Connection with everything that its requests have in common.
 */
final class Endpoint {

	// In lower case, because Spring converts other names.

	private static final String CLIENT_ID = "x-client-id";

	private static final String AUTHORIZATION = "authorization";

	private static final String ACCEPT = "accept";

	private static final String SMS_PATH = "/api/sms/send";

	private static final String EMAIL_PATH = "/api/email/send";

	private static final String STATUS_PATH = "/api/message/{id}/status";

	private static final String RETRY_PATH = "/api/message/{id}/retry";

	private static final String BALANCE_PATH = "/api/credits/balance";

	final SmsGistConnection connection;

	final WebClient webClient;

	final BearerToken token;

	private final String base;

	private final URI sms;

	private final URI email;

	private final URI balance;

	Endpoint(SmsGistConnection connection, TokenEncryptor tokenEncryptor, WebClient.Builder webClientBuilder) {
		this.connection = connection;
		this.token = new BearerToken(tokenEncryptor, connection);
		this.webClient = webClientBuilder.build();
		String url = connection.baseUrl().toString();
		this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
		this.sms = URI.create(this.base + SMS_PATH);
		this.email = URI.create(this.base + EMAIL_PATH);
		this.balance = URI.create(this.base + BALANCE_PATH);
	}

	URI uri(Operation operation, @Nullable String messageId) {
		return switch (operation) {
			case SEND_SMS -> this.sms;
			case SEND_EMAIL -> this.email;
			case GET_CREDIT_BALANCE -> this.balance;
			case GET_MESSAGE_STATUS, RETRY_MESSAGE -> {
				Assert.state(messageId != null, "No message id");
				yield URI.create(this.base
						+ template(operation).replace("{id}", UriUtils.encode(messageId, StandardCharsets.UTF_8)));
			}
		};
	}

	/**
	 * Add the headers of every request. Called once filters and the application's
	 * defaults have been applied: the one cannot log the token, and the others not
	 * replace it.
	 */
	void addHeaders(HttpHeaders headers, BearerToken.Value token) {
		headers.set(CLIENT_ID, this.connection.clientId());
		headers.set(AUTHORIZATION, token.header());
		headers.set(ACCEPT, MediaType.APPLICATION_JSON_VALUE);
	}

	/**
	 * Return the texts that must not appear in an exception.
	 */
	List<String> secrets(BearerToken.Value token) {
		return List.of(token.text(), this.connection.clientSecret(), this.connection.appSecretKey());
	}

	static HttpMethod method(Operation operation) {
		return operation.isRead() ? HttpMethod.GET : HttpMethod.POST;
	}

	/**
	 * Return the path with a placeholder for the id, for metrics.
	 */
	static String template(Operation operation) {
		return switch (operation) {
			case SEND_SMS -> SMS_PATH;
			case SEND_EMAIL -> EMAIL_PATH;
			case GET_MESSAGE_STATUS -> STATUS_PATH;
			case RETRY_MESSAGE -> RETRY_PATH;
			case GET_CREDIT_BALANCE -> BALANCE_PATH;
		};
	}

}
