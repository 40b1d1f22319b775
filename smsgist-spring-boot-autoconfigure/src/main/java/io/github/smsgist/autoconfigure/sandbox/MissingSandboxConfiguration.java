package io.github.smsgist.autoconfigure.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Configuration;

/**
 * Refuses to start where the sandbox was asked for and is not there: going on would send
 * to the real service what was meant for a sandbox.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingClass("io.github.smsgist.sandbox.SmsGistSandbox")
class MissingSandboxConfiguration {

	MissingSandboxConfiguration() {
		throw new MissingSandboxException();
	}

}
