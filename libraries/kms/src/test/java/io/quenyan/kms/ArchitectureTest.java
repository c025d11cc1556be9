package io.quenyan.kms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.kms", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule thePortKnowsNoProvider = classes()
            .that()
            .resideInAPackage("io.quenyan.kms")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.quenyan.kms", "java..", "javax.crypto..", "org.jspecify..");

    @ArchTest
    static final ArchRule thePortTouchesNoFile = noClasses()
            .that()
            .resideInAPackage("io.quenyan.kms")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..");

    @ArchTest
    static final ArchRule onlyItsAdapterKnowsAws = noClasses()
            .that()
            .resideOutsideOfPackage("io.quenyan.kms.aws")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quenyan.kms.aws", "software.amazon..");

    @ArchTest
    static final ArchRule keyRingsKnowNoModule = noClasses()
            .that()
            .resideInAPackage("io.quenyan.kms.file")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quenyan.kms.hsm");

    @ArchTest
    static final ArchRule nothingHereReadsADataKeyOnceItIsMade =
            noClasses().that().doNotHaveSimpleName("DataKey").should().callMethod(DataKey.class, "exposeBytes");
}
