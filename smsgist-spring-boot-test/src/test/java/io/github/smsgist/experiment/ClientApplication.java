package io.github.smsgist.experiment;

import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.SmsGistConnectionPoolAutoConfiguration;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application that uses the starter against a sandbox which it knows by its address
 * alone, as it would know the service.
 */
final class ClientApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private ClientApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ClientApplication start(SmsGistSandbox sandbox, String... properties) {
		return start(sandbox, CallListener.NONE, properties);
	}

	static ClientApplication start(SmsGistSandbox sandbox, CallListener listener, String... properties) {
		return start(sandbox.url().toString(), listener, List.of(properties));
	}

	static ClientApplication start(String baseUrl, CallListener listener, List<String> properties) {
		SandboxCredentials credentials = SandboxCredentials.DEFAULT;
		List<String> all = new ArrayList<>(properties);
		all.add("smsgist.base-url=" + baseUrl);
		all.add("smsgist.client-id=" + credentials.clientId());
		all.add("smsgist.client-secret=" + credentials.clientSecret());
		all.add("smsgist.app-secret-key=" + credentials.appSecretKey());
		all.add("spring.main.banner-mode=off");
		all.add("logging.level.root=warn");
		return new ClientApplication(new SpringApplicationBuilder(Configuration.class).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(CallListener.class, () -> listener))
			.run());
	}

	SmsGistOperations blocking() {
		return this.context.getBean(SmsGistOperations.class);
	}

	ReactiveSmsGistOperations reactive() {
		return this.context.getBean(ReactiveSmsGistOperations.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What the starter brings, whatever else the tests here have on their class path.
	 */
	@SpringBootConfiguration
	@ImportAutoConfiguration({ SmsGistAutoConfiguration.class, SmsGistConnectionPoolAutoConfiguration.class,
			WebClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
			HttpClientAutoConfiguration.class, SslAutoConfiguration.class, CodecsAutoConfiguration.class })
	static class Configuration {

	}

}
