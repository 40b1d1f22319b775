package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.smsgist.sandbox.ControlViews.Assumptions;
import io.github.smsgist.sandbox.ControlViews.JournalEntry;
import io.github.smsgist.sandbox.ControlViews.OneTimeCode;
import io.github.smsgist.sandbox.ControlViews.OutboxMessage;
import io.github.smsgist.sandbox.ControlViews.State;
import io.github.smsgist.sandbox.internal.http.Answer;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.http.Options;
import io.github.smsgist.sandbox.internal.service.ApiException;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTTP API for controlling a sandbox, for tests in other processes and languages. It uses
 * the envelope of the SMSGist API, rejects unknown options, and only answers requests
 * that {@link io.github.smsgist.sandbox.internal.http.LocalAccess} allows.
 *
 * <pre class="code">
 * GET    /_sandbox/state
 * GET    /_sandbox/messages          ?to=…&amp;service=sms&amp;text=…&amp;key=…&amp;status=…&amp;limit=100
 * GET    /_sandbox/messages/latest   the same, and &amp;timeout=10 to wait for it
 * GET    /_sandbox/otp               the same: the one-time code of the latest
 * GET    /_sandbox/messages/{id}
 * POST   /_sandbox/messages/{id}/open | click
 * GET    /_sandbox/requests
 * POST   /_sandbox/faults            {"fault":"error","status":503,"times":2,"operations":["send_sms"]}
 * DELETE /_sandbox/faults
 * POST   /_sandbox/clock/advance     {"duration":"PT1M"}
 * PUT    /_sandbox/credits           {"balance":5.00}
 * PUT    /_sandbox/mode              {"mode":"dryrun"}
 * GET    /_sandbox/assumptions
 * PUT    /_sandbox/assumptions       {"key_in_progress":"conflict","store_errors":true}
 * PUT    /_sandbox/recipients        {"recipient":"+233245970001","reachable":true}
 * GET    /_sandbox/webhooks
 * POST   /_sandbox/webhooks          {"url":"http://localhost:8080/hook","secret":"…"}
 * DELETE /_sandbox/webhooks
 * POST   /_sandbox/webhooks/faults   {"fault":"bad_signature","times":1}
 * PUT    /_sandbox/webhooks/attempts {"times":20,"first_backoff":"PT10S"}
 * POST   /_sandbox/reset
 * </pre>
 */
final class ControlApi {

	static final String PREFIX = "/_sandbox/";

	private static final int MAX_LIMIT = 10_000;

	private static final int MAX_WAITING = 100;

	private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

	/**
	 * Interval at which a waiting request checks for new messages.
	 */
	private static final Duration TICK = Duration.ofMillis(20);

	private final SmsGistSandbox sandbox;

	private final Envelope envelope;

	private final @Nullable ConsoleApi console;

	private final Map<String, Route> routes = new HashMap<>();

	private final AtomicInteger waiting = new AtomicInteger();

	ControlApi(SmsGistSandbox sandbox, Envelope envelope, @Nullable ConsoleApi console) {
		this.sandbox = sandbox;
		this.envelope = envelope;
		this.console = console;
		FaultCommands faults = new FaultCommands(sandbox);
		read("state", (command) -> state());
		read("messages", this::messages, "to", "service", "text", "key", "status", "limit");
		read("messages/{id}", (command) -> message(command.id()));
		read("requests", (command) -> sandbox.requests().stream().map(JournalEntry::new).toList());
		read("webhooks", (command) -> sandbox.webhooks().deliveries());
		waitFor("messages/latest", (message) -> true, OutboxMessage::new);
		waitFor("otp", (message) -> message.findOtp() != null, OneTimeCode::of);
		write("POST messages/{id}/open", (command) -> sandbox.open(command.id()));
		write("POST messages/{id}/click", (command) -> sandbox.click(command.id()));
		write("POST faults", (command) -> faults.addFault(command.options()), "fault", "status", "times", "rate",
				"seed", "operations", "retry_after", "as_date", "duration", "per_second", "kind");
		write("DELETE faults", (command) -> sandbox.faults().clear());
		write("POST clock/advance", (command) -> sandbox.clock().advance(command.options().duration("duration")),
				"duration");
		write("PUT credits", (command) -> sandbox.setBalance(command.options().decimal("balance")), "balance");
		write("PUT mode", (command) -> sandbox.setMode(command.options().word("mode", CredentialMode.class)), "mode");
		read("assumptions", (command) -> Assumptions.of(sandbox.assumptions()));
		write("PUT assumptions", (command) -> assume(command.options()), "key_scope", "key_in_progress", "store_errors",
				"retry_honors_idempotency_key", "partly_failed_is_failed");
		write("PUT recipients", (command) -> setReachable(command.options()), "recipient", "reachable");
		write("POST webhooks", (command) -> addWebhook(command.options()), "url", "secret");
		write("DELETE webhooks", (command) -> sandbox.webhooks().stop());
		write("POST webhooks/faults", (command) -> faults.addWebhookFault(command.options()), "fault", "times",
				"duration");
		write("PUT webhooks/attempts", (command) -> setAttempts(command.options()), "times", "first_backoff");
		write("POST reset", (command) -> sandbox.reset());
		if (console != null) {
			write("POST console/webhooks/{id}/send",
					(command) -> console.sendAgain(command.id(), command.options().string("variant")), "variant");
		}
	}

	private void read(String path, Function<Command, Object> handler, String... options) {
		this.routes.put("GET " + path, new Route(Set.of(options), (command) -> Mono.just(handler.apply(command))));
	}

	private void write(String route, Consumer<Command> handler, String... options) {
		this.routes.put(route, new Route(Set.of(options), (command) -> {
			handler.accept(command);
			return Mono.just(state());
		}));
	}

	private void waitFor(String path, Predicate<SandboxMessage> filter, Function<SandboxMessage, Object> view) {
		this.routes.put("GET " + path, new Route(Set.of("to", "service", "text", "key", "status", "timeout"),
				(command) -> latest(command, filter, view)));
	}

	/**
	 * Answer a request.
	 * @param method the HTTP method
	 * @param uri the URI
	 * @param body the body
	 * @return the answer
	 */
	Mono<Answer> answer(String method, String uri, byte[] body) {
		return Mono.defer(() -> route(method, new QueryStringDecoder(uri), body))
			.map((data) -> this.envelope.success(200, "Done", data))
			.onErrorResume(ApiException.class, (ex) -> Mono.just(this.envelope.error(ex)))
			.onErrorResume(
					(ex) -> ex instanceof IllegalArgumentException || ex instanceof IllegalStateException
							|| ex instanceof ArithmeticException,
					(ex) -> Mono.just(this.envelope.error(422, String.valueOf(ex.getMessage()))));
	}

	private Mono<?> route(String method, QueryStringDecoder address, byte[] body) {
		ConsoleApi console = this.console;
		if (console != null && method.equals("GET") && address.path().startsWith(Console.PREFIX)) {
			Map<String, String> query = new HashMap<>();
			address.parameters().forEach((name, values) -> query.put(name, values.get(0)));
			return Mono.just(console.read(address.path().substring(Console.PREFIX.length()), query));
		}
		String path = address.path().substring(PREFIX.length());
		Route route = this.routes.get(method + " " + path);
		String id = "";
		if (route == null) {
			String[] segments = path.split("/");
			int index = segments[0].equals("console") ? 2 : 1;
			if (segments.length > index) {
				id = segments[index];
				segments[index] = "{id}";
				route = this.routes.get(method + " " + String.join("/", segments));
			}
		}
		if (route == null) {
			throw new ApiException(404, "Not found");
		}
		JsonNode options = method.equals("GET") ? query(address) : parse(body, route);
		return route.handler().apply(new Command(id, new Options(options, route.options())));
	}

	/**
	 * Convert query parameters to JSON, with numbers for options that are numbers.
	 */
	private static JsonNode query(QueryStringDecoder address) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		address.parameters().forEach((name, values) -> {
			String value = values.get(0);
			if (name.equals("limit") && value.matches("\\d{1,9}")) {
				node.put(name, Integer.parseInt(value));
			}
			else if (name.equals("timeout") && value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
				node.put(name, new BigDecimal(value));
			}
			else {
				node.put(name, value);
			}
		});
		return node;
	}

	private JsonNode parse(byte[] body, Route route) {
		if (body.length == 0 && route.options().isEmpty()) {
			return JsonNodeFactory.instance.objectNode();
		}
		try {
			JsonNode node = this.envelope.read(body);
			if (node.isObject()) {
				return node;
			}
		}
		catch (JacksonException ex) {
			// Answered like any other body that is not an object.
		}
		throw new ApiException(400, "The request body must be a JSON object");
	}

	private Object messages(Command command) {
		int limit = command.options().number("limit", MAX_LIMIT);
		List<SandboxMessage> found = this.sandbox.messages().stream().filter(filter(command.options())).toList();
		return found.subList(Math.max(0, found.size() - Math.max(0, Math.min(limit, MAX_LIMIT))), found.size())
			.stream()
			.map(OutboxMessage::new)
			.toList();
	}

	private Object message(String id) {
		return this.sandbox.findMessage(id)
			.map(OutboxMessage::new)
			.orElseThrow(() -> new ApiException(404, "Message not found"));
	}

	/**
	 * Find the latest message that matches a query, and wait for it if there is a
	 * timeout.
	 */
	private Mono<Object> latest(Command command, Predicate<SandboxMessage> fit, Function<SandboxMessage, Object> view) {
		Predicate<SandboxMessage> filter = filter(command.options()).and(fit);
		Duration timeout = command.options().has("timeout") ? command.options().duration("timeout") : Duration.ZERO;
		if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
			throw new ApiException(422, "timeout must be from 0 to " + MAX_TIMEOUT.toSeconds() + " seconds");
		}
		Mono<Object> found = Mono.fromSupplier(() -> findLatest(filter)).map(view);
		Mono<Object> notFound = Mono.error(() -> new ApiException(404, "There is no such message"));
		if (timeout.isZero()) {
			return found.switchIfEmpty(notFound);
		}
		if (this.waiting.incrementAndGet() > MAX_WAITING) {
			this.waiting.decrementAndGet();
			throw new ApiException(503, "Too many are waiting for messages");
		}
		return Flux.interval(Duration.ZERO, TICK)
			.onBackpressureDrop()
			.concatMap((tick) -> found, 1)
			.next()
			.timeout(timeout, notFound)
			.doFinally((signal) -> this.waiting.decrementAndGet());
	}

	private @Nullable SandboxMessage findLatest(Predicate<SandboxMessage> filter) {
		List<SandboxMessage> newestFirst = new ArrayList<>(this.sandbox.messages());
		Collections.reverse(newestFirst);
		return newestFirst.stream().filter(filter).findFirst().orElse(null);
	}

	private static Predicate<SandboxMessage> filter(Options options) {
		String to = options.findString("to");
		String service = options.findString("service");
		String status = options.findString("status");
		String key = options.findString("key");
		String text = options.findString("text");
		return (message) -> (to == null || message.isTo(to)) && (service == null || service.equals(message.service()))
				&& (status == null || status.equals(message.status()))
				&& (key == null || key.equals(message.idempotencyKey()))
				&& (text == null || message.text().contains(text));
	}

	private void assume(Options options) {
		SandboxAssumptions now = this.sandbox.assumptions();
		this.sandbox.setAssumptions(new SandboxAssumptions(options.word("key_scope", now.keyScope()),
				options.word("key_in_progress", now.keyInProgress()), options.flag("store_errors", now.storeErrors()),
				options.flag("retry_honors_idempotency_key", now.retryHonorsIdempotencyKey()),
				options.flag("partly_failed_is_failed", now.partlyFailedIsFailed())));
	}

	private void setReachable(Options options) {
		String recipient = options.string("recipient");
		if (options.flag("reachable")) {
			this.sandbox.makeReachable(recipient);
		}
		else {
			this.sandbox.makeUnreachable(recipient);
		}
	}

	private void addWebhook(Options options) {
		this.sandbox.webhooks().deliverTo(URI.create(options.string("url")), options.string("secret"));
	}

	private void setAttempts(Options options) {
		this.sandbox.webhooks().attempts(options.number("times"), options.duration("first_backoff"));
	}

	private State state() {
		return State.of(this.sandbox);
	}

	/**
	 * Request to the control API.
	 *
	 * @param id the id in the path, or an empty string
	 * @param options the options
	 */
	private record Command(String id, Options options) {

	}

	private record Route(Set<String> options, Function<Command, Mono<?>> handler) {

	}

}
