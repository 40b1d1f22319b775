package io.github.smsgist.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;

/**
 * Main class of a sandbox in a separate process, for applications in other languages and
 * for manual tests. Listens on port 8025 of the loopback interface, with the console and
 * the control API under {@code /_sandbox/}.
 * <p>
 * Options are arguments such as {@code --port=8025}, or environment variables such as
 * {@code SMSGIST_SANDBOX_PORT}: {@code port}, {@code client-id}, {@code client-secret},
 * {@code app-secret-key}, {@code token-cipher}, {@code token-key}, {@code token-iv} and
 * {@code token-text} (see {@link TokenFormat}), {@code balance}, {@code send-delay} and
 * {@code delivery-delay} (ISO-8601, such as {@code PT2S}), {@code manual-clock},
 * {@code mode}, {@code test-phone}, {@code test-address}, {@code max-messages},
 * {@code max-keys}, {@code max-requests}, and the {@link SandboxAssumptions}
 * {@code key-scope}, {@code key-in-progress}, {@code store-errors},
 * {@code retry-honors-idempotency-key}, {@code partly-failed-is-failed}. Unknown options
 * are refused.
 *
 * @since 0.1.0
 */
public final class SmsGistSandboxServer {

	private static final Set<String> OPTIONS = new TreeSet<>(
			Set.of("port", "client-id", "client-secret", "app-secret-key", "token-cipher", "token-key", "token-iv",
					"token-text", "balance", "send-delay", "delivery-delay", "manual-clock", "mode", "test-phone",
					"test-address", "max-messages", "max-keys", "max-requests", "key-scope", "key-in-progress",
					"store-errors", "retry-honors-idempotency-key", "partly-failed-is-failed"));

	private static final String ENVIRONMENT = "SMSGIST_SANDBOX_";

	/**
	 * Properties of the Spring Boot auto-configuration, which are ignored here.
	 */
	private static final Set<String> ELSEWHERE = Set.of("enabled", "console", "control-api", "sent-after",
			"delivered-after", "webhook-url");

	private final Map<String, String> arguments;

	private final Map<String, String> environment;

	private SmsGistSandboxServer(Map<String, String> arguments, Map<String, String> environment) {
		this.arguments = arguments;
		this.environment = environment;
	}

	/**
	 * Start a sandbox and run until the process ends.
	 * @param args the options
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		SmsGistSandbox sandbox;
		try {
			sandbox = start(args, System.getenv(), System.out);
		}
		catch (RuntimeException ex) {
			System.err.println("The sandbox cannot start: " + ex.getMessage());
			System.exit(1);
			return;
		}
		Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
		Thread.currentThread().join();
	}

	static SmsGistSandbox start(String[] args, Map<String, String> environment, PrintStream out) {
		SmsGistSandboxServer options = new SmsGistSandboxServer(parse(args), environment);
		requireKnown(environment);
		SandboxCredentials defaults = SandboxCredentials.DEFAULT;
		SmsGistSandboxBuilder builder = SmsGistSandbox.builder()
			.port(options.number("port", "8025"))
			.credentials(options.get("client-id", defaults.clientId()),
					options.get("client-secret", defaults.clientSecret()),
					options.get("app-secret-key", defaults.appSecretKey()))
			.tokenFormat(options.tokenFormat())
			.delays(options.duration("send-delay", "PT1S"), options.duration("delivery-delay", "PT2S"))
			.storeErrors(options.flag("store-errors"))
			.retryHonorsIdempotencyKey(options.flag("retry-honors-idempotency-key"))
			.partlyFailedIsFailed(options.flag("partly-failed-is-failed"))
			.console(true);
		options.ifSet("balance", builder::balance);
		options.ifSet("mode", (mode) -> builder.mode(options.word("mode", mode, CredentialMode.class)));
		options.ifSet("test-phone", builder::testPhone);
		options.ifSet("test-address", builder::testAddress);
		options.ifSet("max-messages", (number) -> builder.maxMessages(options.number("max-messages", number)));
		options.ifSet("max-keys", (number) -> builder.maxKeys(options.number("max-keys", number)));
		options.ifSet("max-requests", (number) -> builder.maxRequests(options.number("max-requests", number)));
		options.ifSet("key-scope", (scope) -> builder.keyScope(options.word("key-scope", scope, KeyScope.class)));
		options.ifSet("key-in-progress",
				(word) -> builder.keyInProgress(options.word("key-in-progress", word, KeyInProgress.class)));
		if (options.flag("manual-clock")) {
			builder.manualClock();
		}
		SmsGistSandbox sandbox = builder.start();
		describe(sandbox, out);
		return sandbox;
	}

	private static Map<String, String> parse(String[] args) {
		Map<String, String> options = new HashMap<>();
		for (String arg : args) {
			int equals = arg.indexOf('=');
			String name = arg.startsWith("--") ? arg.substring(2, (equals > 0) ? equals : arg.length()) : "";
			if (!OPTIONS.contains(name)) {
				throw new IllegalArgumentException("Unknown option; known are --" + String.join(", --", OPTIONS));
			}
			options.put(name, (equals > 0) ? arg.substring(equals + 1) : "true");
		}
		return options;
	}

	private static void requireKnown(Map<String, String> environment) {
		for (String name : environment.keySet()) {
			if (name.startsWith(ENVIRONMENT)) {
				String option = name.substring(ENVIRONMENT.length()).toLowerCase(Locale.ROOT).replace('_', '-');
				if (!OPTIONS.contains(option) && !ELSEWHERE.contains(option)) {
					throw new IllegalArgumentException("Unknown environment variable " + name + "; known options are "
							+ String.join(", ", OPTIONS));
				}
			}
		}
	}

	private void ifSet(String name, Consumer<String> setting) {
		String value = find(name);
		if (value != null) {
			setting.accept(value);
		}
	}

	private boolean flag(String name) {
		String value = get(name, "false");
		if (!value.equals("true") && !value.equals("false")) {
			throw new IllegalArgumentException(name + " must be true or false");
		}
		return value.equals("true");
	}

	private int number(String name, String fallback) {
		try {
			return Integer.parseInt(get(name, fallback));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(name + " must be a whole number", ex);
		}
	}

	private Duration duration(String name, String fallback) {
		try {
			return Duration.parse(get(name, fallback));
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(name + " must be an ISO-8601 duration such as PT2S", ex);
		}
	}

	private <E extends Enum<E>> E word(String name, String word, Class<E> type) {
		for (E constant : type.getEnumConstants()) {
			if (constant.name().equals(word.toUpperCase(Locale.ROOT).replace('-', '_'))) {
				return constant;
			}
		}
		throw new IllegalArgumentException(name + " must be one of " + Arrays.toString(type.getEnumConstants()));
	}

	private TokenFormat tokenFormat() {
		TokenFormat defaults = TokenFormat.DEFAULT;
		TokenCipher cipher = word("token-cipher", get("token-cipher", defaults.cipher().name()), TokenCipher.class);
		return new TokenFormat(cipher, get("token-key", defaults.key()), get("token-iv", defaults.iv()),
				get("token-text", defaults.text()));
	}

	private String get(String name, String fallback) {
		String value = find(name);
		return (value != null) ? value : fallback;
	}

	private @Nullable String find(String name) {
		String argument = this.arguments.get(name);
		return (argument != null) ? argument
				: this.environment.get(ENVIRONMENT + name.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	private static void describe(SmsGistSandbox sandbox, PrintStream out) {
		String headers = "-H 'X-Client-Id: " + sandbox.credentials().clientId() + "' -H 'Authorization: Bearer "
				+ sandbox.newToken() + "'";
		out.println("The SMSGist sandbox listens at " + sandbox.url() + "; open it in a browser to see its console.");
		out.println();
		out.println("Send an SMS:");
		out.println("  curl " + headers + " -H 'Content-Type: application/json' "
				+ "-d '{\"recipients\":\"+233245972246\",\"message\":\"Your code is 482913\"}' " + sandbox.url()
				+ "/api/sms/send");
		out.println("See the credits:");
		out.println("  curl " + headers + " " + sandbox.url() + "/api/credits/balance");
		out.println("See what was sent:");
		out.println("  curl " + sandbox.url() + "/_sandbox/messages");
	}

}
