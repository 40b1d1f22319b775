package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The connections to SMSGist, for Reactor Netty, on the application's event loops. Where
 * the application has set up Spring Boot's HTTP client in any way, what it has set up
 * stays and this has no part in it.
 */
final class SmsGistConnectionPool implements ConnectorSetup, SmartLifecycle, DisposableBean {

	private static final List<String> BOOTS_CUSTOMIZER = List
		.of("reactorResourceFactoryClientHttpConnectorBuilderCustomizer");

	/**
	 * As many as the pool has that Reactor Netty's HTTP clients share: at 100 ms a
	 * request, 5,000 requests a second.
	 */
	private static final int CONNECTIONS = 500;

	/**
	 * A send that waits for a connection holds no thread, so any number may.
	 */
	private static final int ANY_NUMBER = -1;

	/**
	 * The deadline of its call bounds how long a send waits, without a timer for each.
	 */
	private static final Duration UNTIL_THE_DEADLINE = Duration.ZERO;

	/**
	 * Shorter than the idle time of usual load balancers (60 s and more), which close
	 * silently: the request that found its connection closed would have an unknown
	 * outcome.
	 */
	private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

	/**
	 * A new connection looks the address up again, so that changes of it are followed.
	 */
	private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

	/**
	 * Above the phase of the event loops (0), so that connections are closed while there
	 * is still a loop to close them, and below that of web servers, whose last requests
	 * may send.
	 */
	private static final int PHASE = 1;

	private final @Nullable ReactorResourceFactory resources;

	private final boolean used;

	private volatile @Nullable ConnectionProvider connections;

	private volatile boolean running;

	SmsGistConnectionPool(@Nullable ReactorResourceFactory resources, ConfigurableListableBeanFactory beanFactory) {
		this.resources = resources;
		this.used = (resources == null || resources.isUseGlobalResources()) && isLeftAsBootMadeIt(beanFactory);
	}

	@Override
	public ClientHttpConnectorBuilder<?> applyTo(ClientHttpConnectorBuilder<?> builder) {
		return (this.used && builder instanceof ReactorClientHttpConnectorBuilder reactor)
				? reactor.withHttpClientFactory(this::createHttpClient) : builder;
	}

	private HttpClient createHttpClient() {
		ConnectionProvider connections = ConnectionProvider.builder("smsgist")
			.maxConnections(CONNECTIONS)
			.pendingAcquireMaxCount(ANY_NUMBER)
			.pendingAcquireTimeout(UNTIL_THE_DEADLINE)
			.maxIdleTime(LONGEST_IDLE)
			.maxLifeTime(LONGEST_LIFE)
			.evictInBackground(LONGEST_IDLE)
			.lifo()
			.build();
		this.connections = connections;
		HttpClient client = HttpClient.create(connections);
		return (this.resources != null) ? client.runOn(this.resources.getLoopResources()) : client;
	}

	private static boolean isLeftAsBootMadeIt(ConfigurableListableBeanFactory beanFactory) {
		List<String> customizers = List
			.of(beanFactory.getBeanNamesForType(ClientHttpConnectorBuilderCustomizer.class, true, false));
		if (!customizers.isEmpty() && !customizers.equals(BOOTS_CUSTOMIZER)) {
			return false;
		}
		for (String name : beanFactory.getBeanNamesForType(ClientHttpConnectorBuilder.class, true, false)) {
			BeanDefinition definition = beanFactory.containsBeanDefinition(name) ? beanFactory.getBeanDefinition(name)
					: null;
			if (definition == null
					|| !ReactiveHttpClientAutoConfiguration.class.getName().equals(definition.getFactoryBeanName())) {
				return false;
			}
		}
		return true;
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
	 * Also where the application failed before it was started.
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
