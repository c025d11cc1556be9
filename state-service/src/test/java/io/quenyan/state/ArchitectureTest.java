package io.quenyan.state;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.state", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoAdapter = noClasses()
            .that()
            .resideInAPackage("io.quenyan.state")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quenyan.state.*..",
                    "io.quenyan.event..",
                    "io.quenyan.outbox.avro..",
                    "io.quenyan.outbox.kafka..",
                    "io.quenyan.outbox.postgres..",
                    "io.quenyan.outbox.quarkus..",
                    "org.apache.kafka..",
                    "org.hibernate..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.quarkus..",
                    "jakarta..");

    @ArchTest
    static final ArchRule kafkaAndPostgresMeetOnlyInTheDomain = noClasses()
            .that()
            .resideInAPackage("io.quenyan.state.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quenyan.state.postgres..", "io.quenyan.outbox.postgres..", "org.hibernate..");
}
