package io.quenyan.project.graph;

/// Reads the manifests of one build system and draws what they say. Total: what cannot be understood is told in the
/// drawing, and the rest is drawn.
public interface ManifestReader {

    void read(Manifests manifests, GraphDrawing drawing);
}
