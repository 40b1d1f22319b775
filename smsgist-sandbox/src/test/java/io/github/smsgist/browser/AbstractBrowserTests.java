package io.github.smsgist.browser;

import java.io.IOException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Tests that share one {@link Page}, because a browser takes longer to start than any of
 * them to run.
 */
public abstract class AbstractBrowserTests {

	protected static Page page;

	@BeforeAll
	static void startBrowser() throws IOException {
		page = new Page();
	}

	@AfterAll
	static void stopBrowser() {
		if (page != null) {
			page.close();
		}
	}

	/**
	 * Check that a view fits the window and is accessible, and keep a screenshot.
	 * @param view what is shown
	 */
	protected static void check(String view) {
		page.assertFits(view);
		page.assertAccessible(view);
	}

}
