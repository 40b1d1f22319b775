package io.github.smsgist.autoconfigure.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.smsgist.autoconfigure.NettyResources;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookEvent.MessageDelivered;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application, servlet or reactive, with listeners and with its own endpoint.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ WebhookTestApplication.Listeners.class, WebhookTestApplication.EchoController.class, NettyResources.class })
class WebhookTestApplication {

	static final Instant NOW = Instant.ofEpochSecond(1774089020);

	@Bean
	Clock fixedClock() {
		return Clock.fixed(NOW, ZoneOffset.UTC);
	}

	static class Listeners {

		private final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

		private final List<MessageDelivered> delivered = new CopyOnWriteArrayList<>();

		private volatile Consumer<WebhookEvent> next = this.events::add;

		@EventListener
		void onEvent(WebhookEvent event) {
			Consumer<WebhookEvent> handler = this.next;
			this.next = this.events::add;
			handler.accept(event);
		}

		@EventListener
		void onDelivered(MessageDelivered event) {
			this.delivered.add(event);
		}

		/**
		 * Have the next event handled in another way.
		 */
		void next(Consumer<WebhookEvent> handler) {
			this.next = handler;
		}

		List<WebhookEvent> events() {
			return this.events;
		}

		List<MessageDelivered> delivered() {
			return this.delivered;
		}

		void reset() {
			this.events.clear();
			this.delivered.clear();
			this.next = this.events::add;
		}

	}

	@RestController
	static class EchoController {

		@PostMapping("/echo")
		byte[] echo(@RequestBody byte[] body) {
			return body;
		}

	}

}
