package io.github.smsgist.docs.recipes;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.smsgist.docs.recipes.LowCreditAlert.CreditsAreLow;
import io.github.smsgist.docs.recipes.OrderNotifications.OrderPlaced;
import io.github.smsgist.docs.recipes.ShipmentListener.Shipment;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the recipes of {@code recipes.md} on the sandbox.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "smsgist.retry.initial-backoff=1ms")
@AutoConfigureSmsGistSandbox(manualClock = true)
@RecordApplicationEvents
class RecipesTests {

	private static final String PHONE = "+233245972246";

	@Autowired
	private SmsGistSandbox sandbox;

	@Test
	void campaignGoesOnWhereItEnded(@Autowired Campaign campaign, @Autowired CampaignLog log) {
		Flux<Customer> customers = Flux.range(0, 10).map(RecipesTests::customer);
		this.sandbox.setBalance(new BigDecimal("0.12"));
		campaign.run("osu", customers).block();
		assertThat(log.sent).hasSize(4);
		assertThat(log.failed).hasSize(6).extractingByKey("osu-3").isInstanceOf(IllegalArgumentException.class);
		assertThat(log.failed.values()).hasAtLeastOneElementOfType(SmsGistInsufficientCreditsException.class);
		// As if the process had died before it could record what was sent.
		log.sent.keySet().removeAll(log.sent.keySet().stream().limit(2).collect(Collectors.toSet()));
		this.sandbox.setBalance(new BigDecimal("1.00"));
		campaign.run("osu", customers).block();
		assertThat(log.sent).containsOnlyKeys(
				IntStream.range(0, 10).filter((number) -> number != 3).mapToObj((number) -> "osu-" + number).toList());
		assertThat(this.sandbox).hasSentExactly(9).hasNoDuplicates();
	}

	@Test
	void lowCreditsAreToldOnce(@Autowired LowCreditAlert alert, @Autowired ApplicationEvents events) {
		alert.check();
		assertThat(events.stream(CreditsAreLow.class)).isEmpty();
		this.sandbox.setBalance(new BigDecimal("19.99"));
		alert.check();
		alert.check();
		assertThat(events.stream(CreditsAreLow.class)).containsExactly(new CreditsAreLow(new BigDecimal("19.99")));
	}

	@Test
	void sendsAfterCommitOnly(@Autowired PlatformTransactionManager transactions,
			@Autowired ApplicationEventPublisher events) {
		TransactionTemplate transaction = new TransactionTemplate(transactions);
		transaction.executeWithoutResult((status) -> {
			events.publishEvent(new OrderPlaced("76", PHONE));
			status.setRollbackOnly();
		});
		assertThat(this.sandbox).hasSentNothing();
		transaction.executeWithoutResult((status) -> {
			events.publishEvent(new OrderPlaced("77", PHONE));
			assertThat(this.sandbox).hasSentNothing();
		});
		assertThat(this.sandbox).hasSentSmsTo(PHONE).hasSentExactly(1);
	}

	@Test
	void failureAfterCommitDoesNotReachTheCaller(@Autowired PlatformTransactionManager transactions,
			@Autowired ApplicationEventPublisher events) {
		this.sandbox.faults().always().error(402);
		new TransactionTemplate(transactions)
			.executeWithoutResult((status) -> events.publishEvent(new OrderPlaced("78", PHONE)));
		assertThat(this.sandbox.requestCount()).isOne();
	}

	@Test
	void repeatedDeliveryFromQueueSendsOnce(@Autowired ShipmentListener listener) {
		Shipment shipment = new Shipment("77", PHONE);
		this.sandbox.faults().next(4).on(SandboxOperation.SEND_SMS).loseAnswer();
		assertThatExceptionOfType(SmsGistException.class).isThrownBy(() -> listener.on(shipment));
		listener.on(shipment);
		listener.on(shipment);
		assertThat(this.sandbox).hasSentExactly(1);
		listener.on(new Shipment("78", "not a number"));
		assertThat(this.sandbox).hasSentExactly(1);
	}

	private static Customer customer(int number) {
		return new Customer(Integer.toString(number), (number != 3) ? "+23324597220" + number : "unknown");
	}

	@SpringBootApplication
	@EnableTransactionManagement
	static class Application {

		@Bean
		PlatformTransactionManager transactionManager() {
			return new AbstractPlatformTransactionManager() {

				@Override
				protected Object doGetTransaction() {
					return new Object();
				}

				@Override
				protected void doBegin(Object transaction, TransactionDefinition definition) {
				}

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
				}

				@Override
				protected void doRollback(DefaultTransactionStatus status) {
				}

			};
		}

	}

}
