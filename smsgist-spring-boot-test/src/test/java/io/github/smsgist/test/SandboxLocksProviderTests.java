package io.github.smsgist.test;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SandboxLocksProvider}.
 */
class SandboxLocksProviderTests {

	private final SandboxLocksProvider provider = new SandboxLocksProvider();

	@Test
	void classesThatShareASandboxShareALock() {
		assertThat(this.provider.provideForClass(First.class)).hasSize(1)
			.isEqualTo(this.provider.provideForClass(Second.class));
	}

	@Test
	void classesWithSandboxesOfTheirOwnRunInParallel() {
		assertThat(this.provider.provideForClass(First.class))
			.isNotEqualTo(this.provider.provideForClass(WithManualClock.class));
	}

	@Test
	void annotationAsksJUnitForTheLock() {
		assertThat(AnnotationSupport.findRepeatableAnnotations(First.class, ResourceLock.class))
			.flatExtracting((lock) -> List.of(lock.providers()))
			.containsExactly(SandboxLocksProvider.class);
	}

	static class Configuration {

	}

	@SpringBootTest(classes = Configuration.class)
	@AutoConfigureSmsGistSandbox
	static class First {

	}

	@SpringBootTest(classes = Configuration.class)
	@AutoConfigureSmsGistSandbox
	static class Second {

	}

	@SpringBootTest(classes = Configuration.class)
	@AutoConfigureSmsGistSandbox(manualClock = true)
	static class WithManualClock {

	}

}
