package io.github.smsgist.sample;

import java.net.URI;
import java.util.Map;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page shows of the SMSGist account, from the application's own health.
 */
@ControllerAdvice(assignableTypes = ShopController.class)
class Account {

	private final HealthEndpoint health;

	private final SmsGistConnectionDetails connection;

	private final boolean live;

	Account(HealthEndpoint health, SmsGistConnectionDetails connection, Environment environment) {
		this.health = health;
		this.connection = connection;
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@ModelAttribute("live")
	boolean isLive() {
		return this.live;
	}

	@ModelAttribute("sandbox")
	@Nullable URI sandbox() {
		return this.live ? null : this.connection.getBaseUrl();
	}

	@ModelAttribute("health")
	String health() {
		return (this.health.healthForPath("smsgist") instanceof IndicatedHealthDescriptor descriptor)
				? descriptor.getStatus().getCode() : "UNKNOWN";
	}

	@ModelAttribute("credits")
	Map<String, Object> credits() {
		return (this.health.healthForPath("smsgist") instanceof IndicatedHealthDescriptor descriptor
				&& descriptor.getDetails() != null) ? descriptor.getDetails() : Map.of();
	}

}
