package io.github.smsgist.sample;

import java.time.Duration;

import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop, over HTTP.
 */
@SandboxedApplicationTest
class ShopTests {

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private Orders orders;

	@Autowired
	private Shop shop;

	@Autowired
	private Broadcast broadcast;

	@Autowired
	private JdbcClient jdbc;

	private RestTestClient client;

	@BeforeEach
	void begin(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
		this.jdbc.sql("delete from shop_order").update();
		this.jdbc.sql("delete from smsgist_outbox").update();
		this.jdbc.sql("delete from smsgist_sent").update();
	}

	@Test
	void orderIsConfirmedAndItsDeliveryArrives() {
		order("77", "0245972246").expectStatus().isCreated();
		awaitConfirmation("77", "Accepted");
		assertThat(this.sandbox).hasSentSmsTo("+233245972246",
				(message) -> assertThat(message.text()).contains("order 77", "Kente scarf", "GHS 120.00"));
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		awaitConfirmation("77", "Delivered");
	}

	@Test
	void orderOfOneNumberIsPlacedAndConfirmedOnce() {
		order("77", "+233245972246").expectStatus().isCreated();
		order("77", "+233245972246").expectStatus().isCreated();
		awaitConfirmation("77", "Accepted");
		assertThat(this.orders.latest(10)).hasSize(1);
		assertThat(this.sandbox).hasSentExactly(1);
	}

	@Test
	void confirmationThatIsRefusedIsKeptWithItsReasonAndSentAgainOnce() {
		this.sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).error(422);
		order("77", "+233245972246").expectStatus().isCreated();
		awaitConfirmation("77", "Not sent");
		assertThat(this.orders.find("77").orElseThrow().problem()).isNotBlank().doesNotContain("+233245972246");
		this.shop.confirmAgain(this.orders.find("77").orElseThrow());
		this.shop.confirmAgain(this.orders.find("77").orElseThrow());
		awaitConfirmation("77", "Accepted");
		assertThat(this.sandbox).hasSentExactly(1);
	}

	@Test
	void lostAnswerDoesNotConfirmTwice() {
		this.sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).loseAnswer();
		order("77", "+233245972246").expectStatus().isCreated();
		awaitConfirmation("77", "Accepted");
		assertThat(this.sandbox).hasSentExactly(1);
	}

	@Test
	void badNumberIsRefusedWithProblemDetail() {
		order("77", "nonsense").expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value((detail) -> assertThat((String) detail).contains("is not a phone number")
				.doesNotContain("nonsense"));
		assertThat(this.orders.latest(10)).isEmpty();
		assertThat(this.sandbox).hasSentNothing();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"number":"77"}
			{"number":"77","phone":"+233245972246","product":"GOLD"}
			[]
			{
			""")
	void bodyThatIsNoOrderIsRefused(String body) {
		post(body).expectStatus().isBadRequest();
	}

	@Test
	void everyCustomerIsTextedOnce() {
		order("1", "+233245972246");
		order("2", "024 597 2246");
		order("3", "+233201234567");
		awaitSent(3);
		assertThat(this.broadcast.send("easter", "We open at ten.")).isEqualTo(2);
		assertThat(this.broadcast.send("easter", "We open at ten.")).isZero();
		awaitSent(5);
		assertThat(this.sandbox).hasSentExactly(5).hasNoDuplicates();
	}

	@ParameterizedTest
	@CsvSource({ "Host,evil.example", "Host,localhost.evil.example", "Origin,https://evil.example", "Origin,null" })
	void pageOfAnotherSiteIsRefused(String header, String value) {
		this.client.get().uri("/").header(header, value).exchange().expectStatus().isForbidden();
		this.client.post()
			.uri("/api/orders")
			.header(header, value)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"phone\":\"+233245972246\",\"product\":\"KENTE\"}")
			.exchange()
			.expectStatus()
			.isForbidden();
		assertThat(this.sandbox).hasSentNothing();
	}

	@Test
	void formOfAnotherPageIsRefused() {
		this.client.post()
			.uri("/news")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body("id=1&text=We+open+at+ten.")
			.exchange()
			.expectStatus()
			.isForbidden();
	}

	@Test
	void pagesOfACustomerNeedALogin() {
		this.client.get()
			.uri("/my-orders/list")
			.exchange()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<h1>Sign in</h1>"));
	}

	@Test
	void largeBodyIsRefused() {
		post("\"" + "x".repeat(100_000) + "\"").expectStatus().isEqualTo(413);
	}

	private RestTestClient.ResponseSpec order(String number, String phone) {
		return post("{\"number\":\"%s\",\"phone\":\"%s\",\"product\":\"KENTE\"}".formatted(number, phone));
	}

	private RestTestClient.ResponseSpec post(String body) {
		return this.client.post().uri("/api/orders").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private void awaitSent(int messages) {
		Awaitility.await().until(() -> this.sandbox.messageCount() == messages);
	}

	private void awaitConfirmation(String number, String confirmation) {
		Awaitility.await().until(() -> this.orders.find(number).orElseThrow().getConfirmation().equals(confirmation));
	}

}
