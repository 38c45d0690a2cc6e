package io.parley.runtime.test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The architecture rules of one module, checked by one line of its tests: {@code
 * ArchitectureRules.of("io.parley.template").check()}.
 *
 * @param root package of the module
 * @param loops classes that may subscribe, because a chain of operators ends there: workers, consumers, servers
 */
public record ArchitectureRules(String root, Set<Class<?>> loops) {
    private static final List<String> SERVICES =
            List.of("io.parley.messaging", "io.parley.template", "io.parley.flow", "io.parley.gateway");
    private static final List<String> TOOLS = List.of("io.parley.sandbox", "io.parley.local", "io.parley.bench");
    private static final String BAD_NAMES = ".*(Impl|Manager|Utils?|Helper|Base)";

    public static ArchitectureRules of(String root) {
        return new ArchitectureRules(root, Set.of());
    }

    /** Sets the classes that may subscribe; keep them few. */
    public ArchitectureRules subscribingOnlyIn(Class<?>... loops) {
        return new ArchitectureRules(root, Set.of(loops));
    }

    /** Fails with all violations. */
    public void check() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(root);
        var violations = new ArrayList<String>();
        rules().forEach(rule -> {
            var result = rule.evaluate(classes);
            if (result.hasViolation()) {
                violations.add(result.getFailureReport().toString());
            }
        });
        violations.addAll(packagesWithoutDescription(classes));
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n\n", violations));
        }
    }

    private Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(forbidden()))
                        .because("modules point one way: model, runtime, services"),
                slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true),
                noClasses().should().haveNameMatching(BAD_NAMES).because("a class name states the purpose"),
                noClasses()
                        .that(not(among(loops)))
                        .should()
                        .callMethodWhere(endsAChain())
                        .because("chains of operators end in the framework or in a loop, and no thread blocks")
                        .allowEmptyShould(true),
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .because("no thread blocks"),
                noClasses()
                        .should()
                        .callMethodWhere(createsAMeterWithoutDescription())
                        .because("operators learn a metric's meaning from its description: use the builders"),
                noClasses()
                        .should()
                        .callMethodWhere(deletesAnEntity())
                        .because(
                                "Hibernate Reactive confuses entities that are deleted at the same time, and loses connections"
                                        + " (hibernate-reactive 1713): delete by a query"),
                classes()
                        .that(areLeavesOf(SelfChecked.class))
                        .should(overrideCheck())
                        .because("its inherited check throws")
                        .allowEmptyShould(true),
                fields().that()
                        .areStatic()
                        .should()
                        .beFinal()
                        .because("state belongs to beans")
                        .allowEmptyShould(true));
    }

    private String[] forbidden() {
        return Stream.concat(
                        Stream.concat(SERVICES.stream(), TOOLS.stream()),
                        root.equals("io.parley.model")
                                ? Stream.of("io.parley.runtime", "io.quarkus", "jakarta")
                                : Stream.of())
                .filter(other -> !other.equals(root))
                .map(other -> other + "..")
                .toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> among(Set<Class<?>> loops) {
        return DescribedPredicate.describe("among the loops", type -> loops.stream()
                .anyMatch(loop ->
                        type.getName().equals(loop.getName()) || type.getName().startsWith(loop.getName() + "$")));
    }

    private static DescribedPredicate<JavaMethodCall> endsAChain() {
        return DescribedPredicate.describe(
                "await or subscribe",
                call -> (call.getTargetOwner().isEquivalentTo(Uni.class)
                                || call.getTargetOwner().isEquivalentTo(Multi.class))
                        && (call.getName().equals("await") || call.getName().equals("subscribe")));
    }

    private static DescribedPredicate<JavaMethodCall> createsAMeterWithoutDescription() {
        return DescribedPredicate.describe(
                "a short form of MeterRegistry",
                call -> call.getTargetOwner().isAssignableTo(MeterRegistry.class)
                        && Set.of("counter", "timer", "gauge", "summary").contains(call.getName()));
    }

    private static DescribedPredicate<JavaMethodCall> deletesAnEntity() {
        return DescribedPredicate.describe(
                "deleteById, or delete of an entity",
                call -> call.getName().equals("deleteById")
                        || call.getName().equals("delete")
                                && call.getTarget().getRawParameterTypes().isEmpty()
                                && call.getTarget().getRawReturnType().isEquivalentTo(Uni.class));
    }

    private static DescribedPredicate<JavaClass> areLeavesOf(Class<?> parent) {
        return DescribedPredicate.describe(
                "have no subtype and are assignable to " + parent.getSimpleName(),
                type -> !type.isEquivalentTo(parent)
                        && type.isAssignableTo(parent.getName())
                        && type.getAllSubclasses().isEmpty());
    }

    private static ArchCondition<JavaClass> overrideCheck() {
        return ArchCondition.from(DescribedPredicate.describe("override check", type -> type.getAllMethods().stream()
                .anyMatch(method ->
                        method.getName().equals("check") && !method.getOwner().isEquivalentTo(SelfChecked.class))));
    }

    /** Checks the sources, since the compiler drops a package-info without annotations. */
    private static List<String> packagesWithoutDescription(JavaClasses classes) {
        var sources = Path.of("src/main/java");
        return classes.stream()
                .filter(type -> !type.getPackageName().isEmpty())
                .map(JavaClass::getPackageName)
                .distinct()
                .sorted()
                .filter(name -> Files.isDirectory(sources.resolve(name.replace('.', '/'))))
                .filter(name ->
                        !Files.exists(sources.resolve(name.replace('.', '/')).resolve("package-info.java")))
                .map(name -> "package " + name + " has no package-info.java with a description")
                .toList();
    }
}
