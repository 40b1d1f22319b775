package io.github.smsgist.autoconfigure.sandbox;

import io.github.smsgist.autoconfigure.webhook.SmsGistWebhookProperties;
import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configurations for webhooks of the sandbox, by type of web application.
 */
final class SandboxWebhookConfiguration {

	private SandboxWebhookConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DispatcherServletPath.class, ServerProperties.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnProperty("smsgist.webhook.secret")
	@EnableConfigurationProperties({ SmsGistWebhookProperties.class, ServerProperties.class })
	static class Servlet {

		@Bean
		SandboxWebhookConnector sandboxWebhookConnector(SmsGistSandbox sandbox, SmsGistSandboxProperties properties,
				SmsGistWebhookProperties webhook, ServerProperties server,
				ObjectProvider<DispatcherServletPath> dispatcherServletPath) {
			String contextPath = server.getServlet().getContextPath();
			DispatcherServletPath servletPath = dispatcherServletPath.getIfAvailable();
			return new SandboxWebhookConnector(sandbox, properties.getWebhookUrl(), webhook, server.getSsl(),
					((contextPath != null) ? contextPath : "")
							+ ((servletPath != null) ? servletPath.getPrefix() : ""));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebFluxProperties.class, ServerProperties.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnProperty("smsgist.webhook.secret")
	@EnableConfigurationProperties({ SmsGistWebhookProperties.class, ServerProperties.class, WebFluxProperties.class })
	static class Reactive {

		@Bean
		SandboxWebhookConnector sandboxWebhookConnector(SmsGistSandbox sandbox, SmsGistSandboxProperties properties,
				SmsGistWebhookProperties webhook, ServerProperties server, WebFluxProperties webFlux) {
			String basePath = webFlux.getBasePath();
			return new SandboxWebhookConnector(sandbox, properties.getWebhookUrl(), webhook, server.getSsl(),
					(basePath != null) ? basePath : "");
		}

	}

}
