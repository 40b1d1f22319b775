package io.github.smsgist.autoconfigure.webhook;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Configuration for the endpoint in a reactive application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveWebhookConfiguration {

	// Matches all methods, to answer with 405. Ordered before a catch-all route of the
	// application.
	@Bean
	@Order(0)
	@ConditionalOnMissingBean(name = "smsGistWebhookRouterFunction")
	RouterFunction<ServerResponse> smsGistWebhookRouterFunction(WebhookEndpoint endpoint,
			SmsGistWebhookProperties properties) {
		return RouterFunctions.route(RequestPredicates.path(properties.getPath()),
				new ReactiveWebhookHandler(endpoint, new WebhookBodies(properties.getMaxBodySize())));
	}

	@Bean
	RawBodyWebFilter smsGistWebhookRawBodyFilter(SmsGistWebhookProperties properties) {
		return new RawBodyWebFilter(properties.getPath());
	}

}
