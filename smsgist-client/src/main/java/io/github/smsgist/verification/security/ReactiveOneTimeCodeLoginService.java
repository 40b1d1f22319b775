package io.github.smsgist.verification.security;

import java.time.Clock;
import java.util.UUID;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.Verification;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationRefusedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.reactive.ReactiveOneTimeTokenService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * {@link ReactiveOneTimeTokenService} that logs users in with codes sent to their phones.
 * For reactive applications: the same as {@link OneTimeCodeLoginService}, bound to the
 * {@link WebSession}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReactiveOneTimeCodeLoginService implements ReactiveOneTimeTokenService {

	private static final Log logger = LogFactory.getLog(ReactiveOneTimeCodeLoginService.class);

	private final ReactiveSmsGistVerifications verifications;

	private final ReactiveLoginRecipientResolver recipients;

	private final Clock clock;

	/**
	 * Create a service.
	 * @param verifications sends and checks the codes
	 * @param recipients finds the recipients of the codes
	 * @param clock the clock
	 */
	public ReactiveOneTimeCodeLoginService(ReactiveSmsGistVerifications verifications,
			ReactiveLoginRecipientResolver recipients, Clock clock) {
		this.verifications = verifications;
		this.recipients = recipients;
		this.clock = clock;
	}

	/**
	 * Send a code to a user. A second request in the same session resends the code, after
	 * a pause.
	 * @param request the request
	 * @return a token without the code in it
	 */
	@Override
	public Mono<OneTimeToken> generate(GenerateOneTimeTokenRequest request) {
		String username = request.getUsername();
		return session().flatMap((session) -> {
			Object earlier = session.getAttribute(PendingLogin.ATTRIBUTE);
			return send(username, PendingLogin.verificationId(earlier, username)).map((verificationId) -> {
				PendingLogin login = new PendingLogin(username, verificationId);
				session.getAttributes().put(PendingLogin.ATTRIBUTE, login);
				return login.toToken(this.clock.instant().plus(request.getExpiresIn()));
			});
		});
	}

	/**
	 * Check the code that was requested in the same session.
	 * @param authenticationToken the code as entered
	 * @return the token of the user, or empty if the code is not right
	 */
	@Override
	public Mono<OneTimeToken> consume(OneTimeTokenAuthenticationToken authenticationToken) {
		String code = authenticationToken.getTokenValue();
		return session().flatMap((session) -> {
			PendingLogin login = session.getAttribute(PendingLogin.ATTRIBUTE);
			if (login == null || code == null) {
				return Mono.empty();
			}
			return this.verifications.check(login.verificationId(), code)
				.filter(VerificationCheck::isApproved)
				.map((check) -> {
					session.getAttributes().remove(PendingLogin.ATTRIBUTE);
					return login.toToken(this.clock.instant());
				});
		});
	}

	/**
	 * Return the session of the exchange, which Spring Security's filters put into the
	 * context.
	 */
	private static Mono<WebSession> session() {
		return Mono.deferContextual((context) -> {
			ServerWebExchange exchange = context.getOrDefault(ServerWebExchange.class, null);
			return (exchange != null) ? exchange.getSession() : Mono
				.error(new IllegalStateException("There is no exchange in the context. Log in through a filter chain "
						+ "that ServerHttpSecurity has built, or put the ServerWebExchange into the context."));
		});
	}

	/**
	 * Errors are only logged, because the answer must not reveal whether the user exists.
	 */
	private Mono<String> send(String username, @Nullable String earlierId) {
		return this.recipients.resolveRecipient(username)
			.flatMap((recipient) -> ((earlierId != null) ? sendAgain(earlierId, recipient)
					: this.verifications.start(recipient))
				.onErrorResume(VerificationRefusedException.class, (ex) -> {
					logger.debug("No login code was sent: " + ex.getMessage());
					return Mono.empty();
				})
				.onErrorResume((ex) -> ex instanceof SmsGistException || ex instanceof IllegalArgumentException,
						(ex) -> {
							logger.warn("No login code was sent: " + ex.getMessage());
							return Mono.empty();
						}))
			.map(Verification::id)
			.switchIfEmpty(Mono.fromSupplier(() -> (earlierId != null) ? earlierId : UUID.randomUUID().toString()));
	}

	private Mono<Verification> sendAgain(String verificationId, String recipient) {
		return this.verifications.resend(verificationId)
			.onErrorResume(VerificationRefusedException.class, (ex) -> PendingLogin.canStartAgain(ex.getReason())
					? this.verifications.start(recipient) : Mono.error(ex));
	}

}
