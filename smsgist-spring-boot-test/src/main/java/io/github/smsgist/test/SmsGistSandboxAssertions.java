package io.github.smsgist.test;

import io.github.smsgist.sandbox.SmsGistSandbox;

/**
 * Entry point for AssertJ assertions for a sandbox.
 *
 * <pre class="code">
 * import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
 *
 * assertThat(sandbox).hasSentSmsTo("+233245972246").hasSentExactly(1).hasNoDuplicates();
 * </pre>
 *
 * @since 0.1.0
 */
public final class SmsGistSandboxAssertions {

	private SmsGistSandboxAssertions() {
	}

	/**
	 * Create assertions for a sandbox.
	 * @param sandbox the sandbox
	 * @return the assertions
	 */
	public static SmsGistSandboxAssert assertThat(SmsGistSandbox sandbox) {
		return new SmsGistSandboxAssert(sandbox);
	}

}
