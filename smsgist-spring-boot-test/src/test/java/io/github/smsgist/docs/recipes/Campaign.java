package io.github.smsgist.docs.recipes;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SendResult;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

// tag::campaign[]
@Service
class Campaign {

	private final ReactiveSmsGistOperations smsGist;

	private final CampaignLog log;

	Campaign(ReactiveSmsGistOperations smsGist, CampaignLog log) {
		this.smsGist = smsGist;
		this.log = log;
	}

	Mono<Void> run(String name, Flux<Customer> customers) {
		Flux<SmsMessage> messages = customers.filter((customer) -> !this.log.isSent(key(name, customer)))
			.mapNotNull((customer) -> message(name, customer));
		return this.smsGist.sendSms(messages).doOnNext(this::record).then();
	}

	private @Nullable SmsMessage message(String name, Customer customer) {
		try {
			return SmsMessage.builder()
				.to(customer.phone())
				.message("Our shop in Osu opens on Friday.")
				.idempotencyKey(key(name, customer))
				.build();
		}
		catch (IllegalArgumentException ex) {
			this.log.failed(key(name, customer), ex);
			return null;
		}
	}

	private void record(SendResult<SmsMessage> result) {
		String key = result.message().idempotencyKey();
		if (result instanceof SendResult.Sent<SmsMessage> sent) {
			this.log.sent(key, sent.receipt().messageId());
		}
		else if (result instanceof SendResult.Failed<SmsMessage> failed) {
			this.log.failed(key, failed.failure());
		}
		else if (result instanceof SendResult.NotAttempted<SmsMessage> rest) {
			this.log.failed(key, rest.reason());
		}
	}

	private static String key(String name, Customer customer) {
		return name + "-" + customer.id();
	}

}
// end::campaign[]
