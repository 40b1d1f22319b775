package io.github.smsgist.test;

import java.util.Set;

import org.junit.jupiter.api.parallel.ResourceLocksProvider;

import org.springframework.test.context.BootstrapUtils;

/**
 * {@link ResourceLocksProvider} that prevents test classes that share an application
 * context, and so a sandbox, from running in parallel.
 */
final class SandboxLocksProvider implements ResourceLocksProvider {

	private static final String PREFIX = "smsgist-sandbox-";

	@Override
	public Set<Lock> provideForClass(Class<?> testClass) {
		return Set.of(new Lock(PREFIX + context(testClass)));
	}

	/**
	 * Return the key of the application context of a test class. Test classes without one
	 * share a lock.
	 */
	private static String context(Class<?> testClass) {
		try {
			return Integer.toHexString(BootstrapUtils.resolveTestContextBootstrapper(testClass)
				.buildMergedContextConfiguration()
				.hashCode());
		}
		catch (RuntimeException ex) {
			// The test itself will report the error.
			return "unknown";
		}
	}

}
