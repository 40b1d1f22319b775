package io.github.smsgist.test;

import java.util.function.Consumer;

import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * {@link TestExecutionListener} that resets the sandbox before each test method.
 */
final class SandboxResetTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		withSandbox(testContext, SmsGistSandbox::reset);
	}

	/**
	 * Use the sandbox, so that an incomplete fault fails the test that started it.
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
