package io.github.smsgist.docs.queue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

@Configuration(proxyBeanMethods = false)
class KafkaErrors {

	// tag::queue-kafka-errors[]
	@Bean
	DefaultErrorHandler errorHandler(KafkaOperations<?, ?> kafka) {
		DefaultErrorHandler errorHandler = new DefaultErrorHandler(new DeadLetterPublishingRecoverer(kafka),
				new FixedBackOff(1000, FixedBackOff.UNLIMITED_ATTEMPTS));
		errorHandler.addNotRetryableExceptions(IllegalArgumentException.class);
		return errorHandler;
	}
	// end::queue-kafka-errors[]

}
