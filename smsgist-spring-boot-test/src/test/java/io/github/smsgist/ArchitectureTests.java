package io.github.smsgist;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of the packages and the rules for auto-configurations.
 */
@AnalyzeClasses(packages = "io.github.smsgist", importOptions = ArchitectureTests.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.smsgist";

	private static final String HTTP = ROOT + ".internal.http";

	private static final String JSON = ROOT + ".internal.json";

	private static final String WEBHOOK = ROOT + ".webhook";

	private static final String OUTBOX = ROOT + ".outbox";

	private static final String JDBC = ROOT + ".jdbc";

	private static final String VERIFICATION = ROOT + ".verification";

	private static final String LOGIN = VERIFICATION + ".security";

	private static final String TOKEN = ROOT + ".token";

	private static final String SANDBOX = ROOT + ".sandbox";

	private static final String SANDBOX_INTERNAL = SANDBOX + ".internal";

	private static final String SANDBOX_HTTP = SANDBOX_INTERNAL + ".http";

	private static final String AUTO_CONFIGURATION = ROOT + ".autoconfigure..";

	private static final String TEST = ROOT + ".test";

	/**
	 * Ground floor first: a package knows those before it only.
	 */
	private static final List<String> ORDER = List.of(JSON, ROOT + ".internal.text", ROOT + ".internal.privacy",
			ROOT + ".model", ROOT + ".error", ROOT + ".token", ROOT + ".client", ROOT + ".observation",
			ROOT + ".internal.resilience", ROOT + ".internal.observation", HTTP, ROOT, VERIFICATION, LOGIN, WEBHOOK,
			ROOT + ".internal.transaction", OUTBOX, JDBC, SANDBOX_INTERNAL + ".clock", SANDBOX_INTERNAL + ".service",
			SANDBOX_INTERNAL + ".fault", SANDBOX_INTERNAL + ".webhook", SANDBOX_HTTP, SANDBOX, AUTO_CONFIGURATION,
			TEST);

	/**
	 * Interfaces without a public implementation.
	 */
	private static final Set<String> TYPES_MADE_BY_FACTORIES = Set.of("RouterFunction", "SmsGistVerifications",
			"ReactiveSmsGistVerifications");

	@ArchTest
	void everyPackageKnowsOnlyThoseBeforeIt(JavaClasses classes) {
		for (int i = 0; i < ORDER.size() - 1; i++) {
			noClasses().that()
				.resideInAPackage(ORDER.get(i))
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new))
				.allowEmptyShould(true)
				.check(classes);
		}
	}

	@ArchTest
	void theClientHasAtMostSixtyPublicTypes(JavaClasses classes) {
		List<String> packages = ORDER.subList(0, ORDER.indexOf(WEBHOOK) + 1)
			.stream()
			.filter((name) -> !name.contains(".internal."))
			.toList();
		assertThat(classes.stream()
			.filter((type) -> packages.contains(type.getPackageName()) && type.isTopLevelClass()
					&& type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getName)).hasSizeBetween(50, 60);
	}

	@ArchTest
	static final ArchRule everyClassHasItsPlaceInTheOrder = classes().should()
		.resideInAnyPackage(ORDER.toArray(String[]::new));

	@ArchTest
	static final ArchRule packagesHaveNoCycles = slices().assignedFrom(packages()).should().beFreeOfCycles();

	@ArchTest
	static final ArchRule webhookNeedsNoClient = noClasses().that()
		.resideInAPackage(WEBHOOK)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(HTTP, ROOT)
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule onlyTheSandboxKnowsItsInternals = noClasses().that()
		.resideOutsideOfPackage(SANDBOX + "..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(SANDBOX_INTERNAL + "..");

	@ArchTest
	static final ArchRule sandboxHandsOutNothingInternal = methods().that()
		.areDeclaredInClassesThat()
		.resideInAPackage(SANDBOX)
		.and()
		.areDeclaredInClassesThat()
		.arePublic()
		.and()
		.arePublic()
		.should()
		.notHaveRawReturnType(resideInAPackage(SANDBOX_INTERNAL + ".."))
		.andShould()
		.notHaveRawParameterTypes(DescribedPredicate.anyElementThat(resideInAPackage(SANDBOX_INTERNAL + "..")));

	@ArchTest
	static final ArchRule onlyAutoConfigurationAndTestKnowSpringBoot = noClasses().that()
		.resideOutsideOfPackages(AUTO_CONFIGURATION, TEST)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule onlyJsonHttpWebhookOutboxAndSandboxKnowJson = noClasses().that()
		.resideOutsideOfPackages(JSON, HTTP, WEBHOOK, OUTBOX, SANDBOX, SANDBOX_HTTP)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");

	/**
	 * What a client is made from is handed in at the entrance, so that is all the
	 * entrance knows.
	 */
	@ArchTest
	static final ArchRule onlyHttpAndSandboxKnowHttp = noClasses().that()
		.resideOutsideOfPackages(HTTP, LOGIN, SANDBOX, SANDBOX_HTTP, SANDBOX_INTERNAL + ".webhook", AUTO_CONFIGURATION)
		.should()
		.dependOnClassesThat(
				resideInAnyPackage("org.springframework.http..", "org.springframework.web..", "java.net.http..",
						"reactor.netty..", "io.netty..")
					.and(DescribedPredicate.not(type(WebClient.Builder.class))));

	@ArchTest
	static final ArchRule onlyTokenSignaturesAndCodesKnowCryptography = noClasses().that()
		.resideOutsideOfPackages(TOKEN, WEBHOOK, SANDBOX, VERIFICATION)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("javax.crypto..");

	@ArchTest
	static final ArchRule webhookSandboxAndVerificationKnowNoCipher = noClasses().that()
		.resideInAnyPackage(WEBHOOK, SANDBOX + "..", VERIFICATION)
		.should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("javax.crypto.Cipher")
		.allowEmptyShould(true);

	@ArchTest
	void everyPackageIsNullMarked(JavaClasses classes) {
		assertThat(classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet())).isNotEmpty()
			.allMatch((javaPackage) -> javaPackage.isAnnotatedWith(NullMarked.class));
	}

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static final ArchRule autoConfigurationsAreMadeBySpringAlone = constructors().that()
		.areDeclaredInClassesThat()
		.areMetaAnnotatedWith(Configuration.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule beanMethodsDoNotNameClassesThatMayBeMissing = noMethods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnClass.class);

	@ArchTest
	static final ArchRule beanMethodsReturnWhatTheyMake = methods().that()
		.areAnnotatedWith(Bean.class)
		.should(new ArchCondition<>("return a concrete type") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				JavaClass type = method.getRawReturnType();
				boolean concrete = TYPES_MADE_BY_FACTORIES.contains(type.getSimpleName())
						|| (!type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT));
				events.add(new SimpleConditionEvent(method, concrete,
						method.getFullName() + " returns " + type.getSimpleName()));
			}

		});

	@ArchTest
	void everyAutoConfigurationIsRegistered(JavaClasses classes) {
		List<String> registered = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(ROOT))
			.toList();
		assertThat(registered).containsExactlyInAnyOrderElementsOf(classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList());
	}

	private static SliceAssignment packages() {
		return new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(type.getPackageName());
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		};
	}

	/**
	 * Leaves out the test classes of the modules, also those that are shared in a jar.
	 */
	static final class DoNotIncludeTests implements ImportOption {

		@Override
		public boolean includes(Location location) {
			return !location.contains("/test-classes/") && !location.contains("-tests.jar");
		}

	}

}
