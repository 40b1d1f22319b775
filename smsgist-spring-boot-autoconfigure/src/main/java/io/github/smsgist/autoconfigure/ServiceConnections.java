package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;

/**
 * The connections of a Reactor Netty client, unless the application has a pool of its
 * own. The pool that Reactor Netty shares out by default turns callers away as soon as
 * 1,000 of them wait for a connection, and keeps a connection for as long as nobody says
 * that it is closed.
 */
final class ServiceConnections {

	/**
	 * As many as the pool that is shared by default: at 100 ms a request, 5,000 requests
	 * a second.
	 */
	private static final int MOST = 500;

	/**
	 * Below the 60 seconds after which usual load balancers drop an idle connection, some
	 * of them without a word: a request sent into the silence would have an unknown
	 * outcome.
	 */
	private static final Duration LONGEST_IDLE = Duration.ofSeconds(45);

	/**
	 * A new connection asks where the service is, so this is how long a change of its
	 * address takes to be followed.
	 */
	private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

	private ServiceConnections() {
	}

	/**
	 * The builder with a pool for the service alone, or as it is if the application
	 * decides about connections itself.
	 */
	static ReactorClientHttpConnectorBuilder in(ReactorClientHttpConnectorBuilder builder) {
		HttpClientConfig theirs = configuration(builder);
		if (theirs.connectionProvider() != HttpResources.get()) {
			return builder;
		}
		ConnectionProvider pool = pool();
		return builder.withHttpClientFactory(() -> HttpClient.create(pool).runOn(theirs.loopResources()));
	}

	private static HttpClientConfig configuration(ReactorClientHttpConnectorBuilder builder) {
		AtomicReference<HttpClientConfig> configuration = new AtomicReference<>();
		builder.withHttpClientCustomizer((client) -> {
			configuration.set(client.configuration());
			return client;
		}).build(HttpClientSettings.defaults());
		return configuration.get();
	}

	/**
	 * Callers wait for a connection without limit, because each has its own deadline. The
	 * connections close by themselves when nobody uses them.
	 */
	private static ConnectionProvider pool() {
		return ConnectionProvider.builder("smsgist")
			.maxConnections(MOST)
			.pendingAcquireMaxCount(-1)
			.maxIdleTime(LONGEST_IDLE)
			.maxLifeTime(LONGEST_LIFE)
			.evictInBackground(LONGEST_IDLE)
			.build();
	}

}
