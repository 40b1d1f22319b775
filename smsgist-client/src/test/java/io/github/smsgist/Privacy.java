package io.github.smsgist;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.github.smsgist.error.SmsGistException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for what is private in everything that an exception can be made to say.
 */
final class Privacy {

	/**
	 * What the arguments of {@link Calls} and the credentials of {@link MockSmsGist} have
	 * that may not be seen, also not in part.
	 */
	static final List<String> PRIVATE = List.of(Calls.NUMBER, "233245972246", "245972246", "24 597 2246", Calls.ADDRESS,
			"mensah", "o'", Calls.TEXT, "Dear", "481516", "red gate", Calls.SUBJECT, "Kwabena", Calls.BODY, "parcel",
			"blue door", MockSmsGist.TOKEN, MockSmsGist.CLIENT_SECRET, "hush", MockSmsGist.APP_SECRET_KEY);

	private static final String ANY_MESSAGE = String.join(" / ", "Blocked", Calls.NUMBER, "233245972246", "0245972246",
			"+233 24 597 2246", "(024) 597-2246", Calls.ADDRESS, "Bearer " + MockSmsGist.TOKEN,
			MockSmsGist.CLIENT_SECRET, MockSmsGist.APP_SECRET_KEY);

	private Privacy() {
	}

	/**
	 * A message of the service that repeats all that is private in a call, quotes it in
	 * part and writes it in other ways, as JSON.
	 */
	static String indiscreetMessage(Calls call) {
		String message = switch (call) {
			case SEND_SMS ->
				String.join(" / ", ANY_MESSAGE, Calls.TEXT, "481516", Calls.TEXT.substring(4, 30) + "...", "(end)");
			case SEND_EMAIL ->
				String.join(" / ", ANY_MESSAGE, Calls.SUBJECT, Calls.BODY, Calls.BODY.replaceAll("\\s+", " "), "(end)");
			default -> ANY_MESSAGE;
		};
		return message.replace("\n", "\\n").replace("\t", "\\t");
	}

	static void assertNothingPrivateIn(Throwable failure) {
		for (String said : everythingSaidBy(failure)) {
			for (String secret : PRIVATE) {
				assertThat(said).doesNotContain(secret);
			}
		}
	}

	private static List<String> everythingSaidBy(Throwable failure) {
		List<String> said = new ArrayList<>();
		StringWriter stackTrace = new StringWriter();
		failure.printStackTrace(new PrintWriter(stackTrace, true));
		// Frames are not under suspicion: they have the words of our own code.
		stackTrace.toString().lines().filter((line) -> !line.strip().startsWith("at ")).forEach(said::add);
		collect(failure, said, Collections.newSetFromMap(new IdentityHashMap<>()));
		return said;
	}

	private static void collect(Throwable failure, List<String> said, Set<Throwable> seen) {
		if (failure == null || !seen.add(failure)) {
			return;
		}
		said.add(String.valueOf(failure.getMessage()));
		said.add(String.valueOf(failure.getLocalizedMessage()));
		said.add(failure.toString());
		if (failure instanceof SmsGistException exception) {
			said.add(String.valueOf(exception.getServiceMessage()));
			said.add(exception.getCall().toString());
		}
		collect(failure.getCause(), said, seen);
		for (Throwable suppressed : failure.getSuppressed()) {
			collect(suppressed, said, seen);
		}
	}

}
