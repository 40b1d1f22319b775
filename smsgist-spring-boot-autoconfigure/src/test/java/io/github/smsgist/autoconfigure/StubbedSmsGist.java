package io.github.smsgist.autoconfigure;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.util.StringUtils;

/**
 * A service that answers as the tests of the auto-configuration need it, and the settings
 * with which it is reached.
 */
public final class StubbedSmsGist {

	public static final String CLIENT_ID = "client-4711";

	public static final String CLIENT_SECRET = "cs_hush_hush_1f2e3d4c";

	public static final String APP_SECRET_KEY = "0123456789abcdefghijklmnopqrstuv";

	/**
	 * The credentials alone.
	 */
	public static final String[] CREDENTIALS = { "smsgist.client-id=" + CLIENT_ID,
			"smsgist.client-secret=" + CLIENT_SECRET, "smsgist.app-secret-key=" + APP_SECRET_KEY };

	public static final String BALANCE_PATH = "/api/credits/balance";

	public static final String SMS_PATH = "/api/sms/send";

	private static final WireMockServer SERVER = new WireMockServer(
			WireMockConfiguration.wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

	private StubbedSmsGist() {
	}

	/**
	 * The one server of all tests, without stubs and with an empty journal.
	 */
	public static WireMockServer reset() {
		if (!SERVER.isRunning()) {
			SERVER.start();
		}
		SERVER.resetAll();
		return SERVER;
	}

	/**
	 * What to set to reach the server, with nothing repeated.
	 */
	public static String[] properties() {
		return StringUtils.concatenateStringArrays(CREDENTIALS,
				new String[] { "smsgist.base-url=" + SERVER.baseUrl(), "smsgist.retry.enabled=false" });
	}

	/**
	 * What a Spring Boot application has around ours.
	 */
	public static AutoConfigurations autoConfigurations() {
		return AutoConfigurations.of(SmsGistAutoConfiguration.class, NettyResources.class,
				WebClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
				HttpClientAutoConfiguration.class, SslAutoConfiguration.class, JacksonAutoConfiguration.class,
				CodecsAutoConfiguration.class);
	}

	public static MappingBuilder balance(ResponseDefinitionBuilder answer) {
		return WireMock.get(BALANCE_PATH).willReturn(answer);
	}

	public static MappingBuilder balance(String available) {
		return balance(json(200, """
				{"status":"success","message":"ok","data":
				{"balance":125.50,"reserved":0.06,"available":%s,"currency":"GHS"}}""".formatted(available)));
	}

	public static MappingBuilder sms() {
		return WireMock.post(SMS_PATH).willReturn(json(201, """
				{"status":"success","message":"ok","data":
				{"message_id":"m-1","status":"queued","recipients_count":1,"segments":1,
				"total_cost":0.03,"cost_per_unit":0.03,"unheard_of":true,
				"recipients":[{"recipient_id":"r-1","recipient":"+233245972246"}]}}"""));
	}

	public static ResponseDefinitionBuilder json(int status, String body) {
		return WireMock.aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	public static ResponseDefinitionBuilder error(int status) {
		return json(status, """
				{"status":"error","message":"no","data":null}""");
	}

}
