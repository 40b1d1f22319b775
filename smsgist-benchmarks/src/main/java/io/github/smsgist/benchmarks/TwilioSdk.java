package io.github.smsgist.benchmarks;

import java.net.URI;

import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHost;

/**
 * Twilio's Java SDK. It posts a form and reads a longer answer than the others; its
 * connections go to the mock, without TLS like theirs.
 */
final class TwilioSdk implements Contestant.Blocking {

	private static final String ACCOUNT = "AC7f3a2b9d1e4c4b2a9d1e4c7f3a2b9d1e";

	private static final PhoneNumber FROM = new PhoneNumber("+233201234567");

	private static final PhoneNumber TO = new PhoneNumber(Sample.RECIPIENT);

	private final TwilioRestClient client;

	private TwilioSdk(URI url, int connectionsPerRoute, int connections) {
		HttpRoute route = new HttpRoute(new HttpHost("http", url.getHost(), url.getPort()));
		PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
		pool.setDefaultSocketConfig(HttpClient.DEFAULT_SOCKET_CONFIG);
		pool.setDefaultMaxPerRoute(connectionsPerRoute);
		pool.setMaxTotal(connections);
		HttpClientBuilder builder = HttpClientBuilder.create()
			.useSystemProperties()
			.setConnectionManager(pool)
			.setDefaultRequestConfig(HttpClient.DEFAULT_REQUEST_CONFIG)
			.setRoutePlanner((target, context) -> route);
		this.client = new TwilioRestClient.Builder(ACCOUNT, "token").httpClient(new NetworkHttpClient(builder)).build();
	}

	/**
	 * As {@link NetworkHttpClient#NetworkHttpClient()} sets itself up.
	 */
	static TwilioSdk asShipped(URI url) {
		return new TwilioSdk(url, 20, 100);
	}

	static TwilioSdk widened(URI url) {
		return new TwilioSdk(url, 256, 256);
	}

	@Override
	public Object send() {
		return Message.creator(TO, FROM, Sample.TEXT).create(this.client);
	}

}
