package io.github.smsgist.test;

import java.util.Set;

import org.junit.jupiter.api.parallel.ResourceLocksProvider;

import org.springframework.test.context.BootstrapUtils;

/**
 * {@link ResourceLocksProvider} that keeps test classes apart which share an application
 * context, and so a sandbox: JUnit runs them one after the other, and all others in
 * parallel where it is asked to.
 */
final class SandboxLocksProvider implements ResourceLocksProvider {

	private static final String PREFIX = "smsgist-sandbox-";

	@Override
	public Set<Lock> provideForClass(Class<?> testClass) {
		return Set.of(new Lock(PREFIX + context(testClass)));
	}

	/**
	 * Identify the application context of a test class in the way that Spring's cache
	 * does. What cannot be identified shares one lock.
	 */
	private static String context(Class<?> testClass) {
		try {
			return Integer.toHexString(BootstrapUtils.resolveTestContextBootstrapper(testClass)
				.buildMergedContextConfiguration()
				.hashCode());
		}
		catch (RuntimeException ex) {
			// The test itself will say what is wrong.
			return "unknown";
		}
	}

}
