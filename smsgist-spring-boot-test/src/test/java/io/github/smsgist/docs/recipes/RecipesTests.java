package io.github.smsgist.docs.recipes;

import java.math.BigDecimal;

import io.github.smsgist.docs.recipes.LowCreditAlert.CreditsAreLow;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the recipes of {@code recipes.md} that use no outbox on the sandbox.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureSmsGistSandbox
@RecordApplicationEvents
class RecipesTests {

	@Autowired
	private SmsGistSandbox sandbox;

	@Test
	void lowCreditsAreToldOnce(@Autowired LowCreditAlert alert, @Autowired ApplicationEvents events) {
		alert.check();
		assertThat(events.stream(CreditsAreLow.class)).isEmpty();
		this.sandbox.setBalance(new BigDecimal("19.99"));
		alert.check();
		alert.check();
		assertThat(events.stream(CreditsAreLow.class)).containsExactly(new CreditsAreLow(new BigDecimal("19.99")));
	}

	@SpringBootApplication
	static class Application {

	}

}
