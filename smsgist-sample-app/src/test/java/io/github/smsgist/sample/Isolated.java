package io.github.smsgist.sample;

import java.util.Arrays;

import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * An application that one test has to itself.
 */
final class Isolated implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	Isolated(String... arguments) {
		String[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = "--server.port=0";
		this.context = new SpringApplicationBuilder(SampleApplication.class).run(all);
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	SmsGistSandbox sandbox() {
		return this.context.getBean(SmsGistSandbox.class);
	}

	RestTestClient client() {
		return RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port"))
			.build();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
