package io.parley.runtime.test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.parley.runtime.background.Detached;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.bus.EventPublisher;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import org.junit.jupiter.api.Test;

class RuntimeArchitectureTest {

    @Test
    void theRuntimeFollowsTheRules() {
        ArchitectureRules.of("io.parley.runtime")
                .subscribingOnlyIn(EventPublisher.class, PeriodicTask.class, Detached.class)
                .check();
    }

    /** An upgrade of these libraries then concerns one package, and {@code ServerAssumptionsTest} notices it. */
    @Test
    void onlyHardeningDependsOnInternalsOfTheHttpServer() {
        noClasses()
                .that()
                .resideInAPackage("io.parley.runtime.http..")
                .and()
                .resideOutsideOfPackage("io.parley.runtime.http.hardening..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.netty..", "io.vertx..impl..").or(type(VertxHttpRecorder.class)))
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.parley.runtime.http"));
    }
}
