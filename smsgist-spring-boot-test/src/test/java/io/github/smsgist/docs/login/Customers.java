package io.github.smsgist.docs.login;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The customers of the samples, of whom there is one.
 */
@Component
class Customers {

	static final String USERNAME = "ama";

	static final String PASSWORD = "makola";

	static final String PHONE = "+233245972246";

	@Nullable String phoneOf(String username) {
		return username.equals(USERNAME) ? PHONE : null;
	}

	static UserDetails user() {
		return User.withUsername(USERNAME).password("{noop}" + PASSWORD).build();
	}

	@RestController
	static class Account {

		@GetMapping("/")
		String show(Principal user) {
			return "Welcome, " + user.getName();
		}

	}

}
