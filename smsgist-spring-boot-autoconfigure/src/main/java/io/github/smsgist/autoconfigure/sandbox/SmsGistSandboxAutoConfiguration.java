package io.github.smsgist.autoconfigure.sandbox;

import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a sandbox instead of the
 * service. Disabled by default. If it is enabled, the application does not start without
 * it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = SmsGistAutoConfiguration.class)
@ConditionalOnBooleanProperty("smsgist.sandbox.enabled")
@Import({ SandboxConfiguration.class, MissingSandboxConfiguration.class })
public final class SmsGistSandboxAutoConfiguration {

	SmsGistSandboxAutoConfiguration() {
	}

}
