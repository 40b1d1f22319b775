package io.github.smsgist.docs.login;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The login of {@link LoginConfiguration}, in a browser.
 */
class LoginBrowserTests extends AbstractLoginBrowserTests {

	@Test
	void userSignsInWithTheCodeOnThePhone() throws IOException {
		ChromeDriver browser = newBrowser();
		open(browser, "/");
		askForCode(browser);
		enter(browser, codeOnThePhone());
		assertSignedIn(browser);
	}

	@Test
	void codeSignsNobodyInInAnotherBrowser() throws IOException {
		ChromeDriver browser = newBrowser();
		open(browser, "/");
		askForCode(browser);
		ChromeDriver stranger = newBrowser();
		open(stranger, "/login/ott");
		enter(stranger, codeOnThePhone());
		awaitPath(stranger, "/login\\?error");
		assertNotSignedIn(stranger);
		enter(browser, codeOnThePhone());
		assertSignedIn(browser);
		assertNotSignedIn(stranger);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(LoginConfiguration.class)
	static class Application extends AbstractApplication {

	}

}
