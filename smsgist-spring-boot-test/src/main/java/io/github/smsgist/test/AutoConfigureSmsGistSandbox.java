package io.github.smsgist.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.smsgist.sandbox.KeyInProgress;
import io.github.smsgist.sandbox.KeyScope;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Annotation that can be applied to a test class to use a sandbox instead of the real
 * service. Inject the {@link io.github.smsgist.sandbox.SmsGistSandbox} to see what was
 * sent. It is reset before each test method. Test classes that share an application
 * context share a sandbox, and do not run in parallel.
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureSmsGistSandbox
 * class SignUpTests {
 *
 *     &#064;Test
 *     void textsTheCode(&#064;Autowired SignUp signUp, &#064;Autowired SmsGistSandbox sandbox) {
 *         signUp.begin("+233245972246");
 *         assertThat(sandbox.lastSmsTo("+233245972246").otp()).hasSize(6);
 *     }
 *
 * }
 * </pre>
 *
 * In a test slice such as {@code @WebMvcTest}, the templates and verifications come with
 * it.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("smsgist.sandbox")
@ResourceLock(providers = SandboxLocksProvider.class)
public @interface AutoConfigureSmsGistSandbox {

	/**
	 * Whether to use a sandbox.
	 * @return whether it does
	 */
	boolean enabled() default true;

	/**
	 * Whether the clock only moves when the test advances it.
	 * @return whether it does
	 */
	boolean manualClock() default false;

	/**
	 * Scope of an idempotency key.
	 * @return the scope
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	KeyScope keyScope() default KeyScope.ALL_SENDS;

	/**
	 * Answer to a call whose idempotency key belongs to a call in progress.
	 * @return the kind of answer
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	KeyInProgress keyInProgress() default KeyInProgress.REPLAY;

	/**
	 * Whether the errors of sends are stored under their idempotency key.
	 * @return whether they are
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean storeErrors() default false;

	/**
	 * Whether the retry of a message honors the idempotency key.
	 * @return whether it does
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean retryHonorsIdempotencyKey() default false;

	/**
	 * Whether a message that failed for some of its recipients has the status
	 * {@code failed}, so that it can be retried.
	 * @return whether it has
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean partlyFailedIsFailed() default false;

}
