package io.quenyan.encoder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.encoder", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoAdapter = noClasses()
            .that()
            .resideInAPackage("io.quenyan.encoder")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quenyan.encoder.*..",
                    "io.quenyan.event..",
                    "io.quenyan.outbox.avro..",
                    "io.quenyan.outbox.kafka..",
                    "io.quenyan.outbox.postgres..",
                    "io.quenyan.outbox.prometheus..",
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
            .resideInAPackage("io.quenyan.encoder.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quenyan.encoder.postgres..", "io.quenyan.outbox.postgres..", "org.hibernate..");
}
