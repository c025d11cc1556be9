package io.quenyan.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyThePackageKafkaSpeaksToABroker = noClasses()
            .that()
            .resideOutsideOfPackage("io.quenyan.cli.kafka")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients..");

    @ArchTest
    static final ArchRule onlyThePackagePlatformKnowsTheLocalPlatform = noClasses()
            .that()
            .resideOutsideOfPackage("io.quenyan.cli.platform")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quenyan.local");

    @ArchTest
    static final ArchRule theEdgesDoNotKnowTheCommands = noClasses()
            .that()
            .resideInAnyPackage("io.quenyan.cli.kafka", "io.quenyan.cli.platform")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Command");

    @ArchTest
    static final ArchRule commandsAreFinal =
            classes().that().haveSimpleNameEndingWith("Command").should().haveModifier(JavaModifier.FINAL);
}
