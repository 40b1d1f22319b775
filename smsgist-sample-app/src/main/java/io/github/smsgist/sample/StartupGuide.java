package io.github.smsgist.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Tells, once the web server is up, where to look and what to try.
 */
@Component
class StartupGuide {

	private static final Logger logger = LoggerFactory.getLogger(StartupGuide.class);

	private final Environment environment;

	StartupGuide(Environment environment) {
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void print() {
		String port = this.environment.getProperty("local.server.port");
		if (port != null) {
			boolean sandbox = this.environment.getProperty("smsgist.sandbox.enabled", Boolean.class, false);
			logger.info(sandbox ? sandbox(port) : live(port));
		}
	}

	private static String sandbox(String port) {
		return """
				Ready, on the sandbox: nothing leaves this machine, nothing costs anything.

				  Console   http://localhost:%1$s/
				  Health    http://localhost:%1$s/actuator/health

				Send an SMS, then read the credits:

				curl -s http://localhost:%1$s/api/sms -H 'Content-Type: application/json' -d '{"recipients": "+233245972246", "message": "Hello from SMSGist"}'
				curl -s http://localhost:%1$s/api/credits

				Recipients that do not get their message:

				  a number ending in 0001, fail@…     cannot be reached
				  a number ending in 0002, bounce@…   fails after it was sent
				  a number ending in 0003, pending@…  is never heard of again
				"""
			.formatted(port);
	}

	private static String live(String port) {
		return """
				Ready, on the real service: messages are sent and paid for.

				  Console   http://localhost:%1$s/
				  Health    http://localhost:%1$s/actuator/health

				Read the credits, or put your own number in and send an SMS:

				curl -s http://localhost:%1$s/api/credits
				curl -s http://localhost:%1$s/api/sms -H 'Content-Type: application/json' -d '{"recipients": "+233…", "message": "Hello from SMSGist"}'
				"""
			.formatted(port);
	}

}
