package io.github.smsgist.autoconfigure.webhook;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Configuration for the endpoint in a servlet application.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServletWebhookConfiguration {

	// Matches all methods, to answer with 405. Ordered before a catch-all route of the
	// application.
	@Bean
	@Order(0)
	@ConditionalOnMissingBean(name = "smsGistWebhookRouterFunction")
	RouterFunction<ServerResponse> smsGistWebhookRouterFunction(WebhookEndpoint endpoint,
			SmsGistWebhookProperties properties) {
		return RouterFunctions.route(RequestPredicates.path(properties.getPath()),
				new ServletWebhookHandler(endpoint, new WebhookBodies(properties.getMaxBodySize())));
	}

	@Bean
	FilterRegistrationBean<RawBodyFilter> smsGistWebhookRawBodyFilter(SmsGistWebhookProperties properties,
			ObjectProvider<DispatcherServletPath> dispatcherServletPath) {
		String path = properties.getPath();
		DispatcherServletPath servletPath = dispatcherServletPath.getIfAvailable();
		FilterRegistrationBean<RawBodyFilter> registration = new FilterRegistrationBean<>(new RawBodyFilter());
		registration.addUrlPatterns((servletPath != null) ? servletPath.getRelativePath(path) : path);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
