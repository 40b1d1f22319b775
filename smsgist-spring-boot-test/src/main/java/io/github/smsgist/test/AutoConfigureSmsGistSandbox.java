package io.github.smsgist.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Annotation for a test whose application is to talk to a sandbox instead of the real
 * service. Inject the {@link io.github.smsgist.sandbox.SmsGistSandbox} to see what was
 * sent; it is reset before each test method.
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
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("smsgist.sandbox")
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

}
