package io.quenyan.project;

/// The output that a state goes with, as it was when the state was written.
///
/// @param generation of its index
/// @param indexSha256 of its index; with another index in place, every package is looked at before it is reused
/// @param contentSha256 see [ContentDigest]
/// @param sealedUnderSalt packages that were ever written under the index's salt; version 1 may not write too many
public record RecordedOutput(long generation, String indexSha256, String contentSha256, long sealedUnderSalt) {}
