package io.quenyan.project;

import java.time.Duration;
import java.util.List;

/// The end of a restoration, or of a decoding.
///
/// @param checked packages that were opened
/// @param written files and links that were put in place
/// @param kept files and links that were there already
/// @param bad packages that did not open and files that could not be put in place
/// @param missing files that the index itself tells as failed
/// @param contentSha256 of what was opened; the index's, if nothing is bad and everything was opened
public record RestorationReport(
        String project,
        long checked,
        long written,
        long kept,
        long bytes,
        List<BadEntry> bad,
        List<ProjectIndex.Failure> missing,
        String contentSha256,
        Duration duration) {}
