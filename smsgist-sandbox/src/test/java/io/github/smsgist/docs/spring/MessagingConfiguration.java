package io.github.smsgist.docs.spring;

import java.time.Duration;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import reactor.netty.http.client.HttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

// tag::plain-spring[]
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

	@Bean
	SmsGistTemplate smsGistTemplate(SmsGistConnection connection) {
		HttpClient client = HttpClient.create().disableRetry(true).responseTimeout(Duration.ofSeconds(10));
		WebClient.Builder builder = WebClient.builder().clientConnector(new ReactorClientHttpConnector(client));
		return SmsGistTemplateBuilder.create(builder).connection(connection).build();
	}

}
// end::plain-spring[]
