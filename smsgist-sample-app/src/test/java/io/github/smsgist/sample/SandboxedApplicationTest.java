package io.github.smsgist.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.smsgist.test.AutoConfigureSmsGistSandbox;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test of the whole application on a free port, over a sandbox whose time the test
 * turns.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureSmsGistSandbox(manualClock = true)
@interface SandboxedApplicationTest {

}
