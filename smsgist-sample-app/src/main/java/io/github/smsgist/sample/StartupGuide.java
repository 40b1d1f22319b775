package io.github.smsgist.sample;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Logs where to look and what to try when the web server has started.
 */
@Component
class StartupGuide {

	private static final Log logger = LogFactory.getLog(StartupGuide.class);

	private final SmsGistConnectionDetails connection;

	private final Environment environment;

	StartupGuide(SmsGistConnectionDetails connection, Environment environment) {
		this.connection = connection;
		this.environment = environment;
	}

	@EventListener
	void print(WebServerInitializedEvent event) {
		int port = event.getWebServer().getPort();
		logger.info(this.environment.acceptsProfiles(Profiles.of("live")) ? live(port) : sandbox(port));
	}

	private String sandbox(int port) {
		return """
				Ready, on the sandbox: nothing leaves this machine, nothing costs anything.

				  The shop     http://localhost:%1$s/
				  The sandbox  %2$s/   (every text, with its code, and controls to break things)
				  Health       http://localhost:%1$s/actuator/health

				Place an order, and see that its confirmation arrives:

				curl -s http://localhost:%1$s/api/orders -H 'Content-Type: application/json' -d '{"number": "77", "phone": "+233245972246", "product": "KENTE"}'
				curl -s http://localhost:%1$s/api/orders/77
				"""
			.formatted(Integer.toString(port), this.connection.getBaseUrl());
	}

	private static String live(int port) {
		return """
				Ready, on the real service: texts are sent and paid for.

				  The shop  http://localhost:%1$s/
				  Health    http://localhost:%1$s/actuator/health
				""".formatted(Integer.toString(port));
	}

}
