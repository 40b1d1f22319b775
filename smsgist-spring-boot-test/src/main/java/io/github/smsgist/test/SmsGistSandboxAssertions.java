package io.github.smsgist.test;

import io.github.smsgist.sandbox.SmsGistSandbox;

/**
 * Entrance to the AssertJ assertions for a sandbox. Needs AssertJ on the class path.
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
	 * Begin assertions about what a sandbox has been asked to send.
	 * @param sandbox the sandbox
	 * @return the assertions
	 */
	public static SmsGistSandboxAssert assertThat(SmsGistSandbox sandbox) {
		return new SmsGistSandboxAssert(sandbox);
	}

}
