package io.github.smsgist.autoconfigure.verification;

import java.time.Clock;

import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.security.LoginRecipientResolver;
import io.github.smsgist.verification.security.OneTimeCodeLoginService;
import io.github.smsgist.verification.security.ReactiveLoginRecipientResolver;
import io.github.smsgist.verification.security.ReactiveOneTimeCodeLoginService;
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
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.authentication.ott.reactive.ReactiveOneTimeTokenService;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.authentication.ott.RedirectOneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.server.authentication.ott.ServerOneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.server.authentication.ott.ServerRedirectOneTimeTokenGenerationSuccessHandler;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Spring Security's one-time token
 * login with codes sent through SMSGist. Applies to servlet applications with a
 * {@link LoginRecipientResolver} bean and to reactive applications with a
 * {@link ReactiveLoginRecipientResolver} bean.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistVerificationAutoConfiguration.class)
@ConditionalOnClass(OneTimeTokenService.class)
public final class SmsGistLoginAutoConfiguration {

	private static final String CODE_PAGE = "/login/ott";

	SmsGistLoginAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Filter.class, OneTimeTokenGenerationSuccessHandler.class })
	@ConditionalOnBean({ SmsGistVerifications.class, LoginRecipientResolver.class })
	static class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean(OneTimeTokenService.class)
		OneTimeCodeLoginService smsGistOneTimeTokenService(SmsGistVerifications verifications,
				LoginRecipientResolver recipients, ObjectProvider<Clock> clock) {
			return new OneTimeCodeLoginService(verifications, recipients, clock.getIfUnique(Clock::systemUTC));
		}

		@Bean
		@ConditionalOnMissingBean(OneTimeTokenGenerationSuccessHandler.class)
		RedirectOneTimeTokenGenerationSuccessHandler smsGistOneTimeTokenGenerationSuccessHandler() {
			return new RedirectOneTimeTokenGenerationSuccessHandler(CODE_PAGE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(ServerOneTimeTokenGenerationSuccessHandler.class)
	@ConditionalOnBean({ ReactiveSmsGistVerifications.class, ReactiveLoginRecipientResolver.class })
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean(ReactiveOneTimeTokenService.class)
		ReactiveOneTimeCodeLoginService smsGistReactiveOneTimeTokenService(ReactiveSmsGistVerifications verifications,
				ReactiveLoginRecipientResolver recipients, ObjectProvider<Clock> clock) {
			return new ReactiveOneTimeCodeLoginService(verifications, recipients, clock.getIfUnique(Clock::systemUTC));
		}

		@Bean
		@ConditionalOnMissingBean(ServerOneTimeTokenGenerationSuccessHandler.class)
		ServerRedirectOneTimeTokenGenerationSuccessHandler smsGistServerOneTimeTokenGenerationSuccessHandler() {
			return new ServerRedirectOneTimeTokenGenerationSuccessHandler(CODE_PAGE);
		}

	}

}
