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
 * Annotation for a test whose application is to talk to a sandbox instead of the real
 * service. Inject the {@link io.github.smsgist.sandbox.SmsGistSandbox} to see what was
 * sent; it is reset before each test method. Test classes that share an application
 * context share a sandbox; JUnit runs these one after the other.
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
	 * Whether the sandbox stands in for the service.
	 * @return whether it does
	 */
	boolean enabled() default true;

	/**
	 * Whether the sandbox's clock stands still until the test advances it.
	 * @return whether it does
	 */
	boolean manualClock() default false;

	/**
	 * What an idempotency key counts for.
	 * @return the scope
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	KeyScope keyScope() default KeyScope.ALL_SENDS;

	/**
	 * What a call gets whose idempotency key belongs to a call in progress.
	 * @return what it gets
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	KeyInProgress keyInProgress() default KeyInProgress.REPLAY;

	/**
	 * Whether errors of sends are stored under their idempotency key as well.
	 * @return whether they are
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean storeErrors() default false;

	/**
	 * Whether the retry of a message honours the idempotency key.
	 * @return whether it does
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean retryHonoursIdempotencyKey() default false;

	/**
	 * Whether a message that failed for some recipients only has the status
	 * {@code failed}, so that it can be retried.
	 * @return whether it has
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	boolean partlyFailedIsFailed() default false;

}
