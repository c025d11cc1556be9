package io.quenyan.project.graph.systems;

import io.quenyan.project.graph.ManifestReader;
import io.quenyan.project.graph.cargo.CargoReader;
import io.quenyan.project.graph.gradle.GradleReader;
import io.quenyan.project.graph.maven.MavenReader;
import io.quenyan.project.graph.npm.NpmReader;
import java.util.List;

/// The readers of all build systems.
public final class BuildSystems {

    public static final List<ManifestReader> ALL =
            List.of(new CargoReader(), new NpmReader(), new MavenReader(), new GradleReader());

    private BuildSystems() {}
}
