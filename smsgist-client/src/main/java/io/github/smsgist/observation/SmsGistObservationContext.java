package io.github.smsgist.observation;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * {@link Observation.Context} for calls to SMSGist.
 *
 * @since 0.1.0
 */
public final class SmsGistObservationContext extends Observation.Context {

	private final String client;

	private final Operation operation;

	private final @Nullable Route route;

	private boolean answered;

	private boolean ended;

	/**
	 * Create a context.
	 * @param client the name of the client
	 * @param operation what the service is asked to do
	 * @param route the requested route, or {@code null}
	 */
	public SmsGistObservationContext(String client, Operation operation, @Nullable Route route) {
		this.client = client;
		this.operation = operation;
		this.route = route;
	}

	/**
	 * Return the name of the client.
	 * @return the name
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * Return what the service is asked to do.
	 * @return the operation
	 */
	public Operation getOperation() {
		return this.operation;
	}

	/**
	 * Return the requested route.
	 * @return the route, or {@code null} if none was requested
	 */
	public @Nullable Route getRoute() {
		return this.route;
	}

	/**
	 * Return whether the call succeeded.
	 * @return whether there was an answer
	 */
	public boolean isAnswered() {
		return this.answered;
	}

	/**
	 * Record that the call succeeded.
	 */
	public void setAnswered() {
		this.answered = true;
	}

	/**
	 * Return whether the call has ended, by an answer, a failure or a cancellation.
	 * @return whether the call is no longer in progress
	 */
	public boolean isEnded() {
		return this.ended;
	}

	/**
	 * Record that the call has ended.
	 */
	public void setEnded() {
		this.ended = true;
	}

	/**
	 * Return the failure of the call.
	 * @return the failure, or {@code null} if there is no {@link SmsGistException}
	 */
	public @Nullable SmsGistException getFailure() {
		return (getError() instanceof SmsGistException failure) ? failure : null;
	}

}
