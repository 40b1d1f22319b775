package io.github.smsgist.test;

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
		if (TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureSmsGistSandbox.class)) {
			testContext.getApplicationContext()
				.getBeanProvider(SmsGistSandbox.class)
				.ifAvailable(SmsGistSandbox::reset);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
