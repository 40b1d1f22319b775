package io.github.smsgist.benchmarks;

import java.net.URI;

import com.vonage.client.HttpConfig;
import com.vonage.client.VonageClient;
import com.vonage.client.sms.SmsClient;
import com.vonage.client.sms.messages.TextMessage;
import org.apache.http.impl.client.HttpClientBuilder;

/**
 * Vonage's Java SDK.
 */
final class VonageSdk implements Contestant.Blocking {

	private final SmsClient client;

	private VonageSdk(VonageClient.Builder builder, URI url) {
		this.client = builder.apiKey("key")
			.apiSecret("secret")
			.httpConfig(HttpConfig.builder().baseUri(url).build())
			.build()
			.getSmsClient();
	}

	static VonageSdk asShipped(URI url) {
		return new VonageSdk(VonageClient.builder(), url);
	}

	static VonageSdk widened(URI url) {
		return new VonageSdk(VonageClient.builder()
			.httpClient(HttpClientBuilder.create().setMaxConnPerRoute(256).setMaxConnTotal(256).build()), url);
	}

	@Override
	public Object send() {
		return this.client.submitMessage(new TextMessage("233201234567", "233245972246", Sample.TEXT));
	}

}
