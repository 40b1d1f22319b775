package io.github.smsgist.docs.recipes;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.docs.outbox.OutboxConfiguration;
import io.github.smsgist.docs.recipes.OutboxRecipes.Customer;
import io.github.smsgist.docs.recipes.OutboxRecipes.Shipment;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxState;
import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Tests for the recipes of {@code recipes.md} that use the outbox.
 */
class OutboxRecipesTests {

	private static final String PHONE = "+233245972246";

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			OutboxConfiguration.class, OutboxRecipes.class);

	private final OutboxRecipes recipes = this.context.getBean(OutboxRecipes.class);

	private final SmsGistOutbox outbox = this.context.getBean(SmsGistOutbox.class);

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void campaignGoesOnWhereItEnded() {
		this.context.getBean(OutboxWorker.class).stop();
		assertThatIllegalStateException()
			.isThrownBy(() -> this.recipes.run("osu", Stream.concat(customers().limit(600), Stream.generate(() -> {
				throw new IllegalStateException("The database of customers is gone");
			}))));
		// Batches of 500, and one customer without a number.
		assertThat(this.recipes.run("osu", customers())).isEqualTo(199);
		assertThat(this.recipes.run("osu", customers())).isZero();
		assertThat(this.outbox.summary("osu").pending()).isEqualTo(699);
	}

	@Test
	void orderThatIsRolledBackIsNotConfirmed() {
		this.recipes.place("77", PHONE);
		awaitSent("order-77-placed");
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.recipes.place("77", PHONE));
		assertThat(this.outbox.summary().pending()).isZero();
		verifySends(1);
	}

	@Test
	void repeatedDeliveryFromQueueSendsOnce() {
		this.recipes.on(new Shipment("77", PHONE));
		this.recipes.on(new Shipment("77", PHONE));
		awaitSent("order-77-shipped");
		this.recipes.on(new Shipment("77", PHONE));
		assertThat(this.outbox.summary().pending()).isZero();
		verifySends(1);
	}

	private void awaitSent(String key) {
		await().untilAsserted(
				() -> assertThat(this.outbox.find(key)).get().extracting("state").isEqualTo(OutboxState.SENT));
	}

	private void verifySends(int sends) {
		verify(this.context.getBean(SmsGistOperations.class), times(sends)).sendSms(any(SmsMessage.class));
	}

	private static Stream<Customer> customers() {
		return IntStream.range(0, 700)
			.mapToObj((number) -> new Customer("c" + number, (number != 3) ? PHONE : "unknown"));
	}

}
