package io.github.smsgist.model;

import java.util.Locale;

import io.github.smsgist.model.MessageStatus.RecipientStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliveryState} and how it is read from the service's words.
 */
class DeliveryStateTests {

	@ParameterizedTest
	@CsvSource({ "queued,QUEUED", "sent,SENT", "DELIVERED,DELIVERED", "Failed,FAILED", "FAILED,FAILED", "bounced,OTHER",
			"'',OTHER", "' sent',OTHER", ",OTHER" })
	void everyWordHasAState(String word, DeliveryState state) {
		assertThat(DeliveryState.of(word)).isEqualTo(state);
	}

	@Test
	void theLocaleDoesNotMatter() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr"));
			assertThat(DeliveryState.of("DELIVERED")).isEqualTo(DeliveryState.DELIVERED);
			assertThat(DeliveryState.of("FAILED")).isEqualTo(DeliveryState.FAILED);
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	void whatIsFinal() {
		assertThat(DeliveryState.values()).filteredOn(DeliveryState::isFinal)
			.containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
	}

	@ParameterizedTest
	@CsvSource({ "sent,DELIVERED,DELIVERED", "sent,FAILED,FAILED", "sent,UNDELIV,SENT", "sent,,SENT", "failed,,FAILED",
			"HELD,UNDELIV,OTHER", ",,OTHER" })
	void theCarriersWordCountsMoreWhereItIsKnown(String sendStatus, String deliveryStatus, DeliveryState state) {
		assertThat(new RecipientStatus(null, null, sendStatus, deliveryStatus, null, null).state()).isEqualTo(state);
	}

}
