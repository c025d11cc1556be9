package io.quenyan.project.graph;

import io.quenyan.project.ProjectPath;
import java.util.Comparator;

/// The order of everything in a canonical graph: that of the UTF-8 bytes.
final class GraphOrder {

    static final Comparator<String> BY_BYTES = ProjectPath.BY_BYTES;

    private GraphOrder() {}
}
