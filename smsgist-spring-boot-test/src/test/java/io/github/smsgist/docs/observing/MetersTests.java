package io.github.smsgist.docs.observing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.docs.Meters;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import io.github.smsgist.verification.SmsGistVerifications;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the table of meters in {@code observing.md} with those that are there after
 * calls with faults.
 */
@SpringBootTest
@AutoConfigureSmsGistSandbox
class MetersTests {

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `(smsgist\\.[a-z.]+)` \\|[^|`]*\\|([^|]*)\\|[^|]*\\|$");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@Test
	void tableIsThatOfTheRegistry(@Autowired SmsGistOperations smsGist, @Autowired SmsGistSandbox sandbox,
			@Autowired SmsGistVerifications verifications, @Autowired MeterRegistry registry) throws Exception {
		sandbox.faults().next(1).error(503);
		sandbox.faults().next(1).tooManyRequests(Duration.ZERO);
		smsGist.sendSms("+233245972246", "Hello");
		smsGist.sendEmail(EmailMessage.builder().to("ama@example.com").subject("Hi").body("Hello").build());
		verifications.check("unknown", "123456");
		Map<String, Set<String>> meters = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			if (meter.getId().getName().startsWith("smsgist.")) {
				Set<String> tags = meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
				meters.computeIfAbsent(meter.getId().getName(), (name) -> new TreeSet<>()).addAll(tags);
			}
		}
		assertThat(meters).isEqualTo(documented());
		assertThat(registry.get("http.client.requests").timers()).extracting(Timer::count)
			.as("requests under 2 calls, by status and path")
			.containsOnly(1L)
			.hasSize(4);
		assertThat(meters.keySet()).isSubsetOf(Meters.NAMES);
	}

	private static Map<String, Set<String>> documented() throws Exception {
		Map<String, Set<String>> rows = new TreeMap<>();
		Matcher row = ROW.matcher(Files.readString(Path.of("../docs/observing.md")));
		while (row.find()) {
			rows.put(row.group(1),
					CODE.matcher(row.group(2))
						.results()
						.map((MatchResult tag) -> tag.group(1))
						.collect(Collectors.toCollection(TreeSet::new)));
		}
		return rows;
	}

	@SpringBootApplication
	static class Application {

	}

}
