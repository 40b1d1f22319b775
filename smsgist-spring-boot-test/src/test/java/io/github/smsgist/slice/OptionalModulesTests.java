package io.github.smsgist.slice;

import java.util.Arrays;

import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application without a module that is optional. Spring logs a warning for
 * an auto-configuration that is used and names a class that is not there.
 */
class OptionalModulesTests {

	@Test
	void autoConfigurationsThatNeedNoDatabaseNameNoClassOfOne() {
		assertThat(
				ClassUtils.isPresent("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration", null))
			.isFalse();
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.filteredOn((name) -> name.startsWith(SmsGistAutoConfiguration.class.getPackageName()))
			.filteredOn((name) -> !name.contains(".jdbc.") && !name.contains(".outbox."))
			.isNotEmpty()
			.allSatisfy((name) -> {
				AutoConfiguration annotation = ClassUtils.resolveClassName(name, null)
					.getAnnotation(AutoConfiguration.class);
				assertThat(Arrays.asList(annotation.after())).doesNotContainNull();
				assertThat(Arrays.asList(annotation.before())).doesNotContainNull();
			});
	}

}
