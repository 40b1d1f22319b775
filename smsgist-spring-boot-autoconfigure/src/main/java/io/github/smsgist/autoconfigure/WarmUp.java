package io.github.smsgist.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Loads the classes that the first send needs, in the background when the application is
 * ready. Makes no request, and only calls those beans of the application that create its
 * {@link WebClient}.
 */
final class WarmUp implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(WarmUp.class);

	private static final Duration MAX_SHUTDOWN_WAIT = Duration.ofSeconds(5);

	private static final SmsGistConnection NOWHERE = new SmsGistConnection(URI.create("http://localhost"), "warm-up",
			"warm-up", "0".repeat(32));

	private static final String ANSWER = """
			{"status": "success", "message": "", "data": {"message_id": "warm-up"}}""";

	private final SmsGistWebClientFactory webClientFactory;

	private final @Nullable SmsGistConnectionPool connectionPool;

	private final Thread thread = new Thread(this::run, "smsgist-warm-up");

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile boolean stopped;

	WarmUp(SmsGistWebClientFactory webClientFactory, @Nullable SmsGistConnectionPool connectionPool) {
		this.webClientFactory = webClientFactory;
		this.connectionPool = connectionPool;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.started.compareAndSet(false, true)) {
			this.thread.setDaemon(true);
			this.thread.start();
		}
	}

	/**
	 * Wait for the end, because what is logged after the context has closed may be lost.
	 */
	@Override
	public void destroy() throws InterruptedException {
		this.stopped = true;
		this.thread.join(MAX_SHUTDOWN_WAIT.toMillis());
	}

	private void run() {
		try {
			WebClient.Builder webClient = this.webClientFactory.builder().clone();
			if (this.connectionPool != null && !this.stopped) {
				this.connectionPool.warmUp();
			}
			if (!this.stopped) {
				rehearse(webClient);
			}
		}
		catch (RuntimeException ex) {
			// The first send reports the error.
			logger.debug("The first send could not be prepared", ex);
		}
	}

	private static void rehearse(WebClient.Builder webClient) {
		webClient.filters(List::clear)
			.observationRegistry(ObservationRegistry.NOOP)
			.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.CREATED).body(ANSWER).build()));
		SmsGistTemplateBuilder.create(webClient).connection(NOWHERE).build().sendSms("+233245972246", "warm-up");
	}

}
