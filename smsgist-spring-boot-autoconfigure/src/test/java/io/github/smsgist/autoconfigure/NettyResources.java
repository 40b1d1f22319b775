package io.github.smsgist.autoconfigure;

import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Netty's resources of one context, which closes its connections first, and then the
 * event loops at once.
 * <p>
 * Those that all contexts share are closed both at a time, which takes the quiet period
 * of two seconds. Without it the loops may end before the connections, and the context
 * waits for them forever.
 */
@AutoConfiguration(before = ReactiveHttpClientAutoConfiguration.class)
@ConditionalOnClass(reactor.netty.http.client.HttpClient.class)
public class NettyResources {

	@Bean
	ReactorResourceFactory reactorResources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setShutdownQuietPeriod(Duration.ZERO);
		return resources;
	}

}
