package io.quenyan.project;

import java.util.List;

/// What was found on an output.
///
/// @param authenticated whether a secret was at hand: then the index's code and every package checked is authentic
/// @param checked packages that were looked at
/// @param bad what is not right; empty if all is
/// @param missing files that the index itself tells as failed
/// @param contentSha256 of the index
public record VerificationReport(
        String project,
        long generation,
        boolean authenticated,
        long checked,
        long ok,
        List<BadEntry> bad,
        List<ProjectIndex.Failure> missing,
        String contentSha256) {}
