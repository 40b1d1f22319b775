package io.github.smsgist.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The Chromium that is installed on this machine, without a window.
 */
final class Chromium {

	private Chromium() {
	}

	/**
	 * Start it, or skip the test on a machine that has none.
	 */
	static ChromeDriver start() throws IOException {
		File browser = find("chromium", "chromium-browser", "google-chrome");
		File driver = find("chromedriver");
		if (browser == null || driver == null) {
			return abort("The browser tests are skipped: they need chromium and chromedriver on the PATH. "
					+ "On Debian: apt-get install chromium chromium-driver");
		}
		Path profile = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "chromium-");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(browser);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--user-data-dir=" + profile.toAbsolutePath());
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logging);
		return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver).build(), options);
	}

	static void size(ChromeDriver browser, int width, int height) {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	static void colorScheme(ChromeDriver browser, String scheme) {
		browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
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
