/**
 * Samples of {@code docs/spring.md} that need no Spring Boot.
 */
@NullMarked
package io.github.smsgist.docs.spring;

import org.jspecify.annotations.NullMarked;
