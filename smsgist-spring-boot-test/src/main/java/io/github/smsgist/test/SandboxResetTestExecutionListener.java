package io.github.smsgist.test;

import java.util.function.Consumer;

import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * Gives each test method a sandbox in which nothing has happened yet.
 */
final class SandboxResetTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		withSandbox(testContext, SmsGistSandbox::reset);
	}

	/**
	 * Ask for the faults once more, for one that was begun and never completed fails the
	 * test that began it.
	 */
	@Override
	public void afterTestMethod(TestContext testContext) {
		withSandbox(testContext, SmsGistSandbox::faults);
	}

	private static void withSandbox(TestContext testContext, Consumer<SmsGistSandbox> action) {
		if (TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureSmsGistSandbox.class)) {
			testContext.getApplicationContext().getBeanProvider(SmsGistSandbox.class).ifAvailable(action);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
