package io.github.smsgist.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Chromium that is installed on this machine, without a window.
 */
public final class Chromium {

	private static final String MISSING = "The tests of the page in a browser are skipped: they need chromium and chromedriver "
			+ "on the PATH. On Debian: apt-get install chromium chromium-driver";

	private static final Logger logger = LoggerFactory.getLogger(Chromium.class);

	private Chromium() {
	}

	/**
	 * Start a browser with an empty profile. Skips the test where there is no browser.
	 * @return the browser
	 * @throws IOException if there is no room for its profile
	 */
	public static ChromeDriver start() throws IOException {
		if (browser() == null || driver() == null) {
			logger.warn(MISSING);
			throw new TestAbortedException(MISSING);
		}
		Path profile = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chromium-");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(Objects.requireNonNull(browser()));
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--user-data-dir=" + profile.toAbsolutePath());
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver()).build(), options);
	}

	/**
	 * Set the size of the window.
	 * @param browser the browser
	 * @param width the width in pixels
	 * @param height the height in pixels
	 */
	public static void size(ChromeDriver browser, int width, int height) {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * Set the color scheme that the person prefers.
	 * @param browser the browser
	 * @param scheme {@code light} or {@code dark}
	 */
	public static void colorScheme(ChromeDriver browser, String scheme) {
		browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	private static @Nullable File browser() {
		return find("chromium", "chromium-browser", "google-chrome");
	}

	private static @Nullable File driver() {
		return find("chromedriver");
	}

	private static @Nullable File find(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((directory) -> new File(directory, name)))
			.filter(File::canExecute)
			.findFirst()
			.orElse(null);
	}

}
