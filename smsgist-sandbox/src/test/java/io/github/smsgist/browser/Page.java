package io.github.smsgist.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page in a separate browser, used as a person would: whoever looks for something waits
 * until it is there.
 */
public final class Page implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private static final String AXE = resource("/axe.min.js");

	private final ChromeDriver browser;

	private int width;

	private String scheme = "light";

	/**
	 * Start the browser.
	 * @throws IOException if there is no room for its profile
	 */
	public Page() throws IOException {
		this.browser = Chromium.start();
		this.browser.manage().timeouts().scriptTimeout(PATIENCE);
	}

	/**
	 * Return the browser.
	 * @return the browser
	 */
	public ChromeDriver browser() {
		return this.browser;
	}

	/**
	 * Load an address anew in a window of a width.
	 * @param address the address
	 * @param width the width in pixels
	 * @param scheme {@code light} or {@code dark}
	 */
	public void open(String address, int width, String scheme) {
		this.width = width;
		this.scheme = scheme;
		Chromium.size(this.browser, width, 900);
		Chromium.colorScheme(this.browser, scheme);
		this.browser.get("about:blank");
		this.browser.get(address);
	}

	/**
	 * Go on to another view of the page, which is not loaded anew.
	 * @param address the address, which differs in its fragment
	 */
	public void go(String address) {
		this.browser.get(address);
	}

	/**
	 * Find an element once it is there.
	 * @param selector its CSS selector
	 * @return the element
	 */
	public WebElement find(String selector) {
		return await(selector + " is there").until((driver) -> driver.findElement(By.cssSelector(selector)));
	}

	/**
	 * Click on an element.
	 * @param selector its CSS selector
	 */
	public void click(String selector) {
		click(By.cssSelector(selector));
	}

	/**
	 * Press a button.
	 * @param text what it says
	 */
	public void press(String text) {
		click(By.xpath("//button[.='" + text + "']"));
	}

	/**
	 * Type into a field in place of what it holds.
	 * @param selector its CSS selector
	 * @param text the text
	 */
	public void type(String selector, String text) {
		WebElement field = find(selector);
		field.clear();
		field.sendKeys(text);
	}

	/**
	 * Wait for a text.
	 * @param selector the CSS selector of where it appears
	 * @param text the text
	 */
	public void awaitText(String selector, String text) {
		await(selector + " has " + text,
				() -> this.browser.findElements(By.cssSelector(selector))
					.stream()
					.anyMatch((element) -> element.getText().contains(text)));
	}

	/**
	 * Wait for a condition.
	 * @param what the condition in words
	 * @param condition the condition
	 */
	public void await(String what, Supplier<Boolean> condition) {
		await(what).until((driver) -> condition.get());
	}

	/**
	 * Keep a screenshot.
	 * @param view what it shows
	 */
	public void screenshot(String view) {
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(view + "-" + this.width + "-" + this.scheme + ".png"),
					this.browser.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Check that nothing sticks out of the window, and keep a screenshot.
	 * @param view what is shown
	 */
	public void assertFits(String view) {
		screenshot(view);
		assertThat(this.browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.as("what sticks out of %s at %d px", view, this.width)
			.isEqualTo(0L);
	}

	/**
	 * Check that nothing violates the rules of accessibility. Nothing runs in a frame,
	 * not even a test.
	 * @param view what is shown
	 */
	public void assertAccessible(String view) {
		if (!Boolean.TRUE.equals(this.browser.executeScript("return 'axe' in window"))) {
			// As a script of WebDriver it would take half as long again.
			this.browser.executeCdpCommand("Runtime.evaluate", Map.of("expression", AXE));
		}
		Object violations = this.browser.executeAsyncScript("""
				const done = arguments[0]
				axe.run({ iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
					.then(results => results.violations.map(rule => rule.id + ' ' + rule.nodes[0].html))
					.then(done, failure => done(String(failure)))
				""");
		assertThat(violations).as("violations in %s at %d px, %s", view, this.width, this.scheme).isEqualTo(List.of());
	}

	/**
	 * Check that no script of the page has failed and nothing was refused.
	 */
	public void assertNoErrors() {
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(Object::toString)
			.noneMatch((entry) -> entry.contains("Uncaught") || entry.contains("Refused to"));
	}

	@Override
	public void close() {
		this.browser.quit();
	}

	private static String resource(String name) {
		try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream(name))) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void click(By by) {
		await(by + " is clicked on").until((driver) -> {
			driver.findElement(by).click();
			return true;
		});
	}

	private WebDriverWait await(String what) {
		WebDriverWait wait = new WebDriverWait(this.browser, PATIENCE, Duration.ofMillis(50));
		wait.withMessage(() -> what + ", at " + this.browser.getCurrentUrl() + ":\n"
				+ this.browser.findElement(By.tagName("body")).getText());
		// Until it is clicked on or read, an element may have been replaced.
		wait.ignoring(StaleElementReferenceException.class);
		return wait;
	}

}
