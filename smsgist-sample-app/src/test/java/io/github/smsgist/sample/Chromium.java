package io.github.smsgist.sample;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Chromium that is installed on this machine, without a window.
 */
final class Chromium {

	static final String MISSING = "The tests of the page in a browser are skipped: they need chromium and chromedriver "
			+ "on the PATH. On Debian: apt-get install chromium chromium-driver";

	private static final Logger logger = LoggerFactory.getLogger(Chromium.class);

	private Chromium() {
	}

	/**
	 * Whether it and its driver are there, for tests that are skipped where they are not.
	 */
	static boolean isInstalled() {
		boolean installed = browser() != null && driver() != null;
		if (!installed) {
			logger.warn(MISSING);
		}
		return installed;
	}

	static ChromeDriver start() throws IOException {
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

	static void size(ChromeDriver browser, int width, int height) {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	static void colorScheme(ChromeDriver browser, String scheme) {
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
