package io.github.smsgist.sample;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.verification.security.LoginRecipientResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Customers of the shop: whoever has ordered. Their user names are their phone numbers.
 */
@Component
class Customers implements LoginRecipientResolver, UserDetailsService {

	private static final String REGION = "GH";

	private final Orders orders;

	Customers(Orders orders) {
		this.orders = orders;
	}

	/**
	 * Return a phone number in the one form under which it is stored.
	 * @param phone the number, as entered
	 * @return the number in E.164
	 * @throws IllegalArgumentException if it is not valid
	 */
	static String phone(String phone) {
		return SmsMessage.toE164(phone, REGION);
	}

	/**
	 * Only customers are texted, so that nobody else can be bothered from the login page.
	 */
	@Override
	public @Nullable String resolveRecipient(String username) {
		try {
			String phone = phone(username);
			return this.orders.existFor(phone) ? phone : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public UserDetails loadUserByUsername(String username) {
		String phone = resolveRecipient(username);
		if (phone == null) {
			throw new UsernameNotFoundException("There is no such customer");
		}
		return User.withUsername(phone).password("").roles("CUSTOMER").build();
	}

}
