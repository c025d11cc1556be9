package io.quenyan.format;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theFormatNeedsOnlyItsThreeLibraries = classes()
            .that()
            .resideInAPackage("io.quenyan.format..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.quenyan.format..",
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson..",
                    "org.bouncycastle..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule onlyTheDerivationTouchesBouncyCastle = classes()
            .that()
            .doNotHaveSimpleName("DerivedKey")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.bouncycastle..");
}
