package io.github.smsgist.docs.queue;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;

/**
 * Counts deliveries, and can have the next one fail after the listener's commit and
 * before the broker is told of it, as if the process had died in between.
 */
final class DeliveryAdvice implements MethodInterceptor {

	/**
	 * What the containers of RabbitMQ and Kafka call, among other methods.
	 */
	private static final Set<String> LISTENER_METHODS = Set.of("invokeListener", "onMessage");

	final AtomicInteger deliveries = new AtomicInteger();

	final AtomicInteger failAfterCommit = new AtomicInteger();

	@Override
	public Object invoke(MethodInvocation invocation) throws Throwable {
		if (!LISTENER_METHODS.contains(invocation.getMethod().getName())) {
			return invocation.proceed();
		}
		this.deliveries.incrementAndGet();
		Object result = invocation.proceed();
		if (this.failAfterCommit.getAndUpdate((failures) -> Math.max(0, failures - 1)) > 0) {
			throw new IllegalStateException("Dies after the commit");
		}
		return result;
	}

}
