package io.github.smsgist.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.EmailMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whoever traces everything, with the details of requests, reads no credential, no number
 * and no text in the log.
 */
class TracedPrivacyTests {

	private static final List<String> LOGGERS = List.of("org.springframework", "io.netty", "reactor", "io.micrometer",
			"io.github.resilience4j", "io.github.smsgist", "tools.jackson");

	private static final String NUMBER = "+233245972246";

	private static final String TEXT = "Dear Ama, your code is 481516";

	private static final String ADDRESS = "ama.mensah@example.com";

	private static final String KEY = "order-77";

	private final WireMockServer service = StubbedSmsGist.reset();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final Map<Logger, Level> levels = new LinkedHashMap<>();

	@BeforeEach
	void trace() {
		// Event loops may log while it is read.
		this.appender.list = Collections.synchronizedList(new ArrayList<>());
		this.appender.start();
		for (String name : LOGGERS) {
			Logger logger = (Logger) LoggerFactory.getLogger(name);
			this.levels.put(logger, logger.getLevel());
			logger.setLevel(Level.TRACE);
			logger.setAdditive(false);
			logger.addAppender(this.appender);
		}
	}

	@AfterEach
	void stopTracing() {
		this.levels.forEach((logger, level) -> {
			logger.detachAppender(this.appender);
			logger.setAdditive(true);
			logger.setLevel(level);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void nothingPrivateIsLoggedHoweverMuchIsTraced(String connector) {
		this.service.stubFor(StubbedSmsGist.sms());
		this.service.stubFor(post("/api/email/send").willReturn(StubbedSmsGist.json(422, """
				{"status":"error","message":"%s is no address for %s","data":null}""".formatted(ADDRESS, TEXT))));
		this.service.stubFor(post("/api/message/m-1/retry").willReturn(StubbedSmsGist.error(500)));
		this.service.stubFor(post("/theirs").willReturn(WireMock.ok()));
		new ApplicationContextRunner().withConfiguration(StubbedSmsGist.autoConfigurations())
			.withPropertyValues(StubbedSmsGist.properties())
			.withPropertyValues("spring.http.codecs.log-request-details=true",
					"spring.http.clients.reactive.connector=" + connector)
			.run((context) -> {
				SmsGistOperations smsGist = context.getBean(SmsGistOperations.class);
				smsGist.sendSms(NUMBER, TEXT);
				assertThatExceptionOfType(SmsGistValidationException.class)
					.isThrownBy(() -> smsGist.sendEmail(EmailMessage.builder()
						.to(ADDRESS)
						.subject(TEXT)
						.body(TEXT)
						.fromName("Kwabena")
						.idempotencyKey(KEY)
						.build()));
				assertThatExceptionOfType(SmsGistServerException.class).isThrownBy(() -> smsGist.retryMessage("m-1"));
				context.getBean(WebClient.Builder.class)
					.build()
					.post()
					.uri(this.service.baseUrl() + "/theirs")
					.header(HttpHeaders.AUTHORIZATION, "their token")
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue(Map.of("text", "their text"))
					.retrieve()
					.toBodilessEntity()
					.block();
			});
		assertThat(logged()).anyMatch((line) -> line.contains("/api/sms/send"))
			.as("the application's own requests are logged in full")
			.anyMatch((line) -> line.contains("their token"))
			.anyMatch((line) -> line.contains("their text"));
		String token = this.service.findAll(anyRequestedFor(anyUrl()))
			.stream()
			.map((request) -> request.getHeader(HttpHeaders.AUTHORIZATION))
			.filter((header) -> header.startsWith("Bearer "))
			.findFirst()
			.orElseThrow()
			.substring("Bearer ".length());
		for (String secret : List.of(token, StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY, NUMBER,
				"245972246", TEXT, "481516", ADDRESS, "mensah", "Kwabena")) {
			assertThat(logged()).noneMatch((line) -> line.contains(secret));
		}
	}

	private List<String> logged() {
		return List.copyOf(this.appender.list)
			.stream()
			.map((event) -> event.getFormattedMessage() + ((event.getThrowableProxy() != null)
					? ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""))
			.toList();
	}

}
