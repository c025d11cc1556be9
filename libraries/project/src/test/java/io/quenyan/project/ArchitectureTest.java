package io.quenyan.project;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.quenyan.project", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoEdge = classes()
            .that()
            .resideInAPackage("io.quenyan.project")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.quenyan.project",
                    "io.quenyan.format",
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule theDomainTouchesNoFile = noClasses()
            .that()
            .resideInAPackage("io.quenyan.project")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..");

    @ArchTest
    static final ArchRule foldersKnowNoGit = noClasses()
            .that()
            .resideInAPackage("io.quenyan.project.file")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quenyan.project.git", "org.eclipse.jgit..");

    @ArchTest
    static final ArchRule graphsKnowNoBuildSystemAndNoFile = classes()
            .that()
            .resideInAPackage("io.quenyan.project.graph")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.quenyan.project.graph",
                    "io.quenyan.project",
                    "io.quenyan.format",
                    "java.lang..",
                    "java.io",
                    "java.net",
                    "java.nio.charset",
                    "java.security",
                    "java.util..",
                    "com.fasterxml.jackson..",
                    "com.github.packageurl",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule manifestsAreReadAndNothingIsRun = noClasses()
            .that()
            .resideInAPackage("io.quenyan.project.graph..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..");
}
