package io.github.smsgist.slice;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds in every slice: it needs no credentials, and nothing of the starter is in
 * it.
 */
abstract class AbstractSliceTests {

	@Autowired
	private ApplicationContext context;

	@Test
	void nothingOfTheStarterIsInTheSlice() {
		assertThat(Arrays.stream(this.context.getBeanDefinitionNames())
			.map(this.context::getType)
			.filter((type) -> type != null)
			.map(Class::getName)).isNotEmpty().noneMatch((type) -> type.startsWith("io.github.smsgist.autoconfigure"));
		assertThat(this.context.getBeanDefinitionNames())
			.noneMatch((name) -> name.startsWith("smsGist") || name.startsWith("io.github.smsgist.autoconfigure"));
	}

}
