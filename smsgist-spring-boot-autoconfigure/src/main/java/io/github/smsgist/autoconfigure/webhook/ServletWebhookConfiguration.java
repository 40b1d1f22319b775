package io.github.smsgist.autoconfigure.webhook;

import io.github.smsgist.webhook.WebhookReceiver;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The endpoint in a servlet application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletWebhookConfiguration {

	// Every method is routed here, so that other ones than POST are answered with 405.
	// The order is before a catch-all route of the application.
	@Bean
	@Order(0)
	@ConditionalOnMissingBean(name = "smsGistWebhookRouterFunction")
	RouterFunction<ServerResponse> smsGistWebhookRouterFunction(WebhookReceiver receiver,
			ApplicationEventPublisher publisher, SmsGistWebhookProperties properties) {
		return RouterFunctions.route(RequestPredicates.path(properties.checkedPath()),
				new ServletWebhookHandler(new WebhookEndpoint(receiver, publisher), properties.checkedMaxBodySize()));
	}

}
