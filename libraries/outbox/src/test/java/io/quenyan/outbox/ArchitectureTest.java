package io.quenyan.outbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.outbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNeitherDatabaseNorBroker = classes()
            .that()
            .resideInAPackage("io.quenyan.outbox")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.quenyan.outbox", "io.quenyan.event", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theRowsKnowNothingOfKafka = noClasses()
            .that()
            .resideInAPackage("io.quenyan.outbox.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.quenyan.outbox.kafka..");

    @ArchTest
    static final ArchRule workKnowsNeitherDatabaseNorBroker = classes()
            .that()
            .resideInAPackage("io.quenyan.outbox.work")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.quenyan.outbox.work", "java..", "org.jspecify..", "org.slf4j..");

    @ArchTest
    static final ArchRule quarkusIsKnownByNobody = noClasses()
            .that()
            .resideOutsideOfPackage("io.quenyan.outbox.quarkus..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quenyan.outbox.quarkus..");
}
