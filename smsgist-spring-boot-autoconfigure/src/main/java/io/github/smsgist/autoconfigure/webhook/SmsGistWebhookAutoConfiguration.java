package io.github.smsgist.autoconfigure.webhook;

import java.time.Clock;
import java.util.List;

import io.github.smsgist.autoconfigure.jdbc.SmsGistJdbcAutoConfiguration;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookSignatureVerifier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the endpoint that SMSGist
 * delivers webhooks to, in servlet and reactive applications. Requires
 * {@code smsgist.webhook.secret} and no other credentials.
 * <p>
 * Deliveries are published as application events, with one type for each documented
 * event:
 *
 * <pre class="code">
 * &#064;EventListener
 * void onDelivered(WebhookEvent.MessageDelivered event) {
 *     ...
 * }
 * </pre>
 *
 * A listener of {@link WebhookEvent} receives all events.
 * <p>
 * The endpoint answers with 200 when all listeners have returned, and with 500 if one of
 * them throws an exception. The service then repeats the delivery, and all listeners are
 * called again. The endpoint does not wait for asynchronous work, such as that of an
 * {@code @Async} listener or of a listener that returns a {@code Mono} or a
 * {@code CompletableFuture}, and does not notice when it fails. A
 * {@code @TransactionalEventListener} is called only with
 * {@code fallbackExecution = true}, because there is no transaction.
 * <p>
 * With Spring Security, requests to the path must be permitted without a login and a CSRF
 * token. In a servlet application, before the rules for other paths:
 *
 * <pre class="code">
 * http.csrf((csrf) -&gt; csrf.ignoringRequestMatchers("/smsgist/webhook"))
 *     .authorizeHttpRequests((requests) -&gt; requests.requestMatchers("/smsgist/webhook").permitAll());
 * </pre>
 *
 * In a reactive application, in a separate filter chain that is ordered before the
 * others:
 *
 * <pre class="code">
 * http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/smsgist/webhook"))
 *     .csrf(ServerHttpSecurity.CsrfSpec::disable)
 *     .authorizeExchange((exchanges) -&gt; exchanges.anyExchange().permitAll())
 *     .build();
 * </pre>
 *
 * Uses the {@link Clock} bean if there is exactly one.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistJdbcAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBooleanProperty(name = "smsgist.enabled", matchIfMissing = true)
@Conditional(OnWebhookSecretCondition.class)
@EnableConfigurationProperties(SmsGistWebhookProperties.class)
@Import({ WebhookDeliveriesConfiguration.Shared.class, WebhookDeliveriesConfiguration.InMemory.class,
		ServletWebhookConfiguration.class, ReactiveWebhookConfiguration.class })
public final class SmsGistWebhookAutoConfiguration {

	private final SmsGistWebhookProperties properties;

	private final Clock clock;

	SmsGistWebhookAutoConfiguration(SmsGistWebhookProperties properties, ObjectProvider<Clock> clock) {
		this.properties = properties;
		this.clock = clock.getIfUnique(Clock::systemUTC);
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookSignatureVerifier smsGistWebhookSignatureVerifier() {
		return new WebhookSignatureVerifier(this.properties.secrets(), this.properties.getTolerance(), this.clock);
	}

	@Bean
	@ConditionalOnMissingBean
	WebhookReceiver smsGistWebhookReceiver(WebhookSignatureVerifier verifier, WebhookDeliveries deliveries) {
		return new WebhookReceiver(verifier, deliveries);
	}

	@Bean
	@ConditionalOnWebApplication
	WebhookEndpoint smsGistWebhookEndpoint(WebhookReceiver receiver, ApplicationEventPublisher publisher,
			ObjectProvider<TaskDecorator> taskDecorators) {
		return new WebhookEndpoint(receiver, publisher, executor(taskDecorators));
	}

	/**
	 * Not a bean, because Spring Boot's own executor would back off.
	 */
	private ThreadPoolTaskExecutor executor(ObjectProvider<TaskDecorator> taskDecorators) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("smsgist-webhook-");
		executor.setCorePoolSize(this.properties.getListenerThreads());
		executor.setMaxPoolSize(this.properties.getListenerThreads());
		executor.setQueueCapacity(this.properties.getQueueCapacity());
		executor.setAllowCoreThreadTimeOut(true);
		List<TaskDecorator> decorators = taskDecorators.orderedStream().toList();
		if (!decorators.isEmpty()) {
			executor.setTaskDecorator(new CompositeTaskDecorator(decorators));
		}
		executor.initialize();
		return executor;
	}

}
