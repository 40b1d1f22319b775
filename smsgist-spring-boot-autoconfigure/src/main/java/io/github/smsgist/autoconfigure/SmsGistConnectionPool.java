package io.github.smsgist.autoconfigure;

import java.time.Duration;

import io.github.smsgist.autoconfigure.SmsGistHttpProperties.Pool;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Connection pool for SMSGist with Reactor Netty, on the event loops of the application.
 */
final class SmsGistConnectionPool implements SmartLifecycle, DisposableBean {

	/**
	 * Unbounded, because a send that waits for a connection does not block a thread.
	 */
	private static final int ANY_NUMBER = -1;

	/**
	 * None, because the time limit of the call also bounds this wait.
	 */
	private static final Duration UNTIL_THE_DEADLINE = Duration.ZERO;

	/**
	 * Above the phase of the event loops (0), which are needed to close connections, and
	 * below that of web servers, whose last requests may still send.
	 */
	private static final int PHASE = 1;

	private final Pool properties;

	private final @Nullable ReactorResourceFactory resources;

	private volatile @Nullable ConnectionProvider connections;

	private volatile @Nullable HttpClient client;

	private volatile boolean running;

	SmsGistConnectionPool(Pool properties, @Nullable ReactorResourceFactory resources) {
		properties.validate();
		this.properties = properties;
		this.resources = resources;
	}

	/**
	 * Configure clients for Reactor Netty to use this pool, unless the application
	 * provides its own resources.
	 * @param builder the application's builder
	 * @return the configured builder
	 */
	ClientHttpConnectorBuilder<?> applyTo(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof ReactorClientHttpConnectorBuilder reactor && isUsed())
				? reactor.withHttpClientFactory(this::createHttpClient) : builder;
	}

	private boolean isUsed() {
		return this.resources == null || this.resources.isUseGlobalResources()
				|| Boolean.TRUE.equals(this.properties.getEnabled());
	}

	private HttpClient createHttpClient() {
		ConnectionProvider connections = ConnectionProvider.builder("smsgist")
			.maxConnections(this.properties.getMaxConnections())
			.pendingAcquireMaxCount(ANY_NUMBER)
			.pendingAcquireTimeout(UNTIL_THE_DEADLINE)
			.maxIdleTime(this.properties.getMaxIdleTime())
			.maxLifeTime(this.properties.getMaxLifeTime())
			.evictInBackground(this.properties.getMaxIdleTime())
			.lifo()
			.build();
		this.connections = connections;
		HttpClient client = StrictConnectorBuilder.ReactorNetty.resolving(HttpClient.create(connections));
		this.client = client;
		return (this.resources != null) ? client.runOn(this.resources.getLoopResources()) : client;
	}

	/**
	 * Load what the first connection needs, on event loops that end with it: those of the
	 * application would slow down the shutdown even of one that sends nothing.
	 */
	void warmUp() {
		HttpClient client = this.client;
		if (client != null) {
			LoopResources loops = LoopResources.create("smsgist-warm-up", 1, true);
			try {
				client.runOn(loops).secure().warmup().block();
			}
			finally {
				loops.disposeLater(Duration.ZERO, Duration.ZERO).block();
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * Close the pool, also if the application failed to start.
	 */
	@Override
	public void destroy() {
		close();
	}

	private void close() {
		ConnectionProvider connections = this.connections;
		if (connections != null) {
			connections.dispose();
		}
	}

}
