package io.github.smsgist.sample;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Adds the SMSGist account to all pages, from the application's health.
 */
@ControllerAdvice(assignableTypes = { ShopController.class, MyOrdersController.class })
class Account {

	private final HealthEndpoint health;

	private final SmsGistConnectionDetails connection;

	private final boolean live;

	Account(HealthEndpoint health, SmsGistConnectionDetails connection, Environment environment) {
		this.health = health;
		this.connection = connection;
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@ModelAttribute
	void addTo(Model model) {
		model.addAttribute("live", this.live);
		model.addAttribute("sandbox", this.live ? null : this.connection.getBaseUrl());
		HealthDescriptor health = this.health.healthForPath("smsgist");
		model.addAttribute("health", (health != null) ? health.getStatus().getCode() : "UNKNOWN");
		model.addAttribute("credits",
				(health instanceof IndicatedHealthDescriptor indicated) ? indicated.getDetails() : null);
	}

}
