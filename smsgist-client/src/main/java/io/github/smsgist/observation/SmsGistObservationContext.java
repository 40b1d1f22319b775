package io.github.smsgist.observation;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Context that holds what is known of a call while it is observed.
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
	 * @param route the route asked for, or {@code null}
	 */
	public SmsGistObservationContext(String client, Operation operation, @Nullable Route route) {
		this.client = client;
		this.operation = operation;
		this.route = route;
	}

	/**
	 * The name of the client.
	 * @return the name
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * What the service is asked to do.
	 * @return the operation
	 */
	public Operation getOperation() {
		return this.operation;
	}

	/**
	 * The route asked for.
	 * @return the route, or {@code null} for the service's default or none
	 */
	public @Nullable Route getRoute() {
		return this.route;
	}

	/**
	 * Whether the call succeeded.
	 * @return whether there was an answer
	 */
	public boolean isAnswered() {
		return this.answered;
	}

	/**
	 * Note that the call succeeded.
	 */
	public void setAnswered() {
		this.answered = true;
	}

	/**
	 * Whether the call has ended: with an answer, a failure or a cancellation.
	 * @return whether the call is no longer under way
	 */
	public boolean isEnded() {
		return this.ended;
	}

	/**
	 * Note that the call has ended.
	 */
	public void setEnded() {
		this.ended = true;
	}

	/**
	 * The call's failure.
	 * @return the failure, or {@code null} if there is none of ours
	 */
	public @Nullable SmsGistException getFailure() {
		return (getError() instanceof SmsGistException failure) ? failure : null;
	}

}
