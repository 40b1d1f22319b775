package io.github.smsgist.docs.login;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The login of {@link SecondFactorConfiguration}, in a browser.
 */
class SecondFactorBrowserTests extends AbstractLoginBrowserTests {

	@Test
	void userNeedsThePasswordAndTheCode() throws IOException {
		ChromeDriver browser = newBrowser();
		open(browser, "/");
		browser.findElement(By.id("username")).sendKeys(Customers.USERNAME);
		submit(browser, "password", Customers.PASSWORD);
		awaitPath(browser, "/login\\?factor.*");
		assertNotSignedIn(browser);
		askForCode(browser);
		enter(browser, codeOnThePhone());
		assertSignedIn(browser);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SecondFactorConfiguration.class)
	static class Application extends AbstractApplication {

	}

}
