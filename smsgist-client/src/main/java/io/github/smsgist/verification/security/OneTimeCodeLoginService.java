package io.github.smsgist.verification.security;

import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationRefusedException;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import io.github.smsgist.verification.VerificationRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.authentication.ott.OneTimeTokenAuthenticationToken;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * {@link OneTimeTokenService} that logs users in by codes that are sent to their phones.
 * For servlet applications.
 * <p>
 * A code of a few digits identifies nobody. So a code is bound to the session in which it
 * was asked for, and so is the user: the same code entered anywhere else is wrong. What
 * is answered does not tell whether there is a user of a name.
 *
 * @since 0.1.0
 */
public final class OneTimeCodeLoginService implements OneTimeTokenService {

	private static final Log logger = LogFactory.getLog(OneTimeCodeLoginService.class);

	private static final String PENDING = OneTimeCodeLoginService.class.getName() + ".PENDING";

	private final SmsGistVerifications verifications;

	private final LoginRecipientResolver recipients;

	private final Clock clock;

	/**
	 * Create a service.
	 * @param verifications sends and checks the codes
	 * @param recipients finds where the code of a user is sent
	 * @param clock the clock
	 */
	public OneTimeCodeLoginService(SmsGistVerifications verifications, LoginRecipientResolver recipients, Clock clock) {
		this.verifications = verifications;
		this.recipients = recipients;
		this.clock = clock;
	}

	/**
	 * Send a code to a user. Asking again in the same session sends the same code again,
	 * after a pause.
	 * @param request the request
	 * @return a token without the code in it
	 */
	@Override
	public OneTimeToken generate(GenerateOneTimeTokenRequest request) {
		String username = request.getUsername();
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		PendingLogin pending = (PendingLogin) attributes.getAttribute(PENDING, RequestAttributes.SCOPE_SESSION);
		String verificationId = send(username,
				(pending != null && pending.username().equals(username)) ? pending.verificationId() : null);
		attributes.setAttribute(PENDING, new PendingLogin(username, verificationId), RequestAttributes.SCOPE_SESSION);
		return token(verificationId, username, this.clock.instant().plus(request.getExpiresIn()));
	}

	/**
	 * Log a user in whose code was sent in the same session.
	 * @param authenticationToken the code as entered
	 * @return the token of the user, or {@code null} if the code is not right
	 */
	@Override
	public @Nullable OneTimeToken consume(OneTimeTokenAuthenticationToken authenticationToken) {
		RequestAttributes attributes = RequestContextHolder.currentRequestAttributes();
		PendingLogin pending = (PendingLogin) attributes.getAttribute(PENDING, RequestAttributes.SCOPE_SESSION);
		String code = authenticationToken.getTokenValue();
		if (pending == null || code == null || !this.verifications.check(pending.verificationId(), code).isApproved()) {
			return null;
		}
		attributes.removeAttribute(PENDING, RequestAttributes.SCOPE_SESSION);
		return token(pending.verificationId(), pending.username(), this.clock.instant());
	}

	/**
	 * What goes wrong is not told to whoever asked: it would tell that there is a user of
	 * this name.
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
			logger.debug("A login got no code: " + ex.getMessage());
		}
		catch (SmsGistException | IllegalArgumentException ex) {
			logger.warn("A login got no code: " + ex.getMessage());
		}
		return id;
	}

	private String sendAgain(String verificationId, String recipient) {
		try {
			return this.verifications.resend(verificationId).id();
		}
		catch (VerificationRefusedException ex) {
			if (ex.getReason() == Reason.UNKNOWN || ex.getReason() == Reason.EXHAUSTED
					|| ex.getReason() == Reason.TOO_MANY_RESENDS) {
				return start(recipient);
			}
			throw ex;
		}
	}

	private String start(String recipient) {
		return this.verifications.start(VerificationRequest.to(recipient)).id();
	}

	private static OneTimeToken token(String verificationId, String username, Instant expiresAt) {
		return new DefaultOneTimeToken(verificationId, username, expiresAt);
	}

	/**
	 * A login that waits for its code.
	 *
	 * @param username the user
	 * @param verificationId the verification, or an id of none if there is no such user
	 */
	private record PendingLogin(String username, String verificationId) implements Serializable {

	}

}
