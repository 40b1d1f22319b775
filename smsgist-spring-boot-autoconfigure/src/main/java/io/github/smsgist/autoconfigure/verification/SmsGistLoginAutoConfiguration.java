package io.github.smsgist.autoconfigure.verification;

import java.time.Clock;

import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.security.LoginRecipientResolver;
import io.github.smsgist.verification.security.OneTimeCodeLoginService;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.authentication.ott.RedirectOneTimeTokenGenerationSuccessHandler;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Spring Security's login with
 * one-time tokens, by codes that are sent through SMSGist. It is there in servlet
 * applications with a {@link LoginRecipientResolver} bean.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistVerificationAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, OneTimeTokenService.class, OneTimeTokenGenerationSuccessHandler.class })
@ConditionalOnBean({ SmsGistVerifications.class, LoginRecipientResolver.class })
public final class SmsGistLoginAutoConfiguration {

	SmsGistLoginAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(OneTimeTokenService.class)
	OneTimeCodeLoginService smsGistOneTimeTokenService(SmsGistVerifications verifications,
			LoginRecipientResolver recipients, ObjectProvider<Clock> clock) {
		return new OneTimeCodeLoginService(verifications, recipients, clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean(OneTimeTokenGenerationSuccessHandler.class)
	RedirectOneTimeTokenGenerationSuccessHandler smsGistOneTimeTokenGenerationSuccessHandler() {
		return new RedirectOneTimeTokenGenerationSuccessHandler("/login/ott");
	}

}
