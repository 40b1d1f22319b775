package io.github.smsgist.autoconfigure.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Configuration;

/**
 * Prevents the application from starting without an enabled sandbox, because it would
 * send messages through the real service.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingClass("io.github.smsgist.sandbox.SmsGistSandbox")
class MissingSandboxConfiguration {

	MissingSandboxConfiguration() {
		throw new MissingSandboxException();
	}

}
