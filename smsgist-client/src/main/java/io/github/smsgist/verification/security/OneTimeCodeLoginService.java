package io.github.smsgist.verification.security;

import java.time.Clock;
import java.util.UUID;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationRefusedException;
import io.github.smsgist.verification.VerificationRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * {@link OneTimeTokenService} that logs users in with codes sent to their phones. For
 * servlet applications.
 * <p>
 * A code is valid only in the session in which it was requested, because a few digits do
 * not identify a user. The answers do not reveal whether a user exists. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OneTimeCodeLoginService implements OneTimeTokenService {

	private static final Log logger = LogFactory.getLog(OneTimeCodeLoginService.class);

	private final SmsGistVerifications verifications;

	private final LoginRecipientResolver recipients;

	private final Clock clock;

	/**
	 * Create a service.
	 * @param verifications sends and checks the codes
	 * @param recipients finds the recipients of the codes
	 * @param clock the clock
	 */
	public OneTimeCodeLoginService(SmsGistVerifications verifications, LoginRecipientResolver recipients, Clock clock) {
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
	public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
		String username = request.getUsername();
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		Object earlier = attributes.getAttribute(PendingLogin.ATTRIBUTE, RequestAttributes.SCOPE_SESSION);
		PendingLogin login = new PendingLogin(username, send(username, PendingLogin.verificationId(earlier, username)));
		attributes.setAttribute(PendingLogin.ATTRIBUTE, login, RequestAttributes.SCOPE_SESSION);
		return login.toToken(this.clock.instant().plus(request.getExpiresIn()));
	}

	/**
	 * Check the code that was requested in the same session.
	 * @param authenticationToken the code as entered
	 * @return the token of the user, or {@code null} if the code is not right
	 */
	@Override
	public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken authenticationToken) {
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		PendingLogin login = (PendingLogin) attributes.getAttribute(PendingLogin.ATTRIBUTE,
				RequestAttributes.SCOPE_SESSION);
		String code = authenticationToken.getTokenValue();
		if (login == null || code == null || !this.verifications.check(login.verificationId(), code).isApproved()) {
			return null;
		}
		attributes.removeAttribute(PendingLogin.ATTRIBUTE, RequestAttributes.SCOPE_SESSION);
		return login.toToken(this.clock.instant());
	}

	/**
	 * Errors are only logged, because the answer must not reveal whether the user exists.
	 */
	private String send(String username, @Nullable String earlierId) {
		String id = (earlierId != null) ? earlierId : UUID.randomUUID().toString();
		String recipient = this.recipients.resolveRecipient(username);
		if (recipient == null) {
			return id;
		}
		try {
			return (earlierId != null) ? sendAgain(earlierId, recipient) : start(recipient);
		}
		catch (VerificationRefusedException ex) {
			logger.debug("No login code was sent: " + ex.getMessage());
		}
		catch (SmsGistException | IllegalArgumentException ex) {
			logger.warn("No login code was sent: " + ex.getMessage());
		}
		return id;
	}

	private String sendAgain(String verificationId, String recipient) {
		try {
			return this.verifications.resend(verificationId).id();
		}
		catch (VerificationRefusedException ex) {
			if (PendingLogin.canStartAgain(ex.getReason())) {
				return start(recipient);
			}
			throw ex;
		}
	}

	private String start(String recipient) {
		return this.verifications.start(VerificationRequest.to(recipient)).id();
	}

}
