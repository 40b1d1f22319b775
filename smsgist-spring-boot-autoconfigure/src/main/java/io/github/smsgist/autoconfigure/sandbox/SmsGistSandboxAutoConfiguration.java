package io.github.smsgist.autoconfigure.sandbox;

import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a sandbox that stands in for the
 * service. Off unless asked for; where it is asked for, the application never starts
 * without it.
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
