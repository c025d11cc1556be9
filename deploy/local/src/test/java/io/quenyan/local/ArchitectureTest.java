package io.quenyan.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule processesKnowNothingOfWhatRunsInThem = classes()
            .that()
            .resideInAPackage("io.quenyan.local.process")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.quenyan.local.process", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule noServerKnowsAnother = slices().matching(
                    "io.quenyan.local.(kafka|postgres|registry|quarkus)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule theServersDoNotKnowThePlatform = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.quenyan.local.kafka..",
                    "io.quenyan.local.postgres..",
                    "io.quenyan.local.registry..",
                    "io.quenyan.local.quarkus..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quenyan.local");

    @ArchTest
    static final ArchRule onlyTheContainersKnowTestcontainers = noClasses()
            .that()
            .resideOutsideOfPackage("io.quenyan.local.testcontainers")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.testcontainers..");
}
