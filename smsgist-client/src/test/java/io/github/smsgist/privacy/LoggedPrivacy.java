package io.github.smsgist.privacy;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads everything that is logged during all tests of the modules that have this on their
 * class path, ours at every level, and fails the test during which a phone number, an
 * address or a secret was. Detected by JUnit itself, so that no test can forget it.
 */
public final class LoggedPrivacy implements AfterEachCallback, AfterAllCallback {

	@Override
	public void afterEach(ExtensionContext context) {
		check();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		check();
	}

	private static void check() {
		assertThat(PrivacyAppender.takeFound()).as("log lines with something private in them").isEmpty();
	}

}
