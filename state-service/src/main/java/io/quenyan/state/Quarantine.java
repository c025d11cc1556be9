package io.quenyan.state;

/// Rows that were set aside.
///
/// @param id tells it from others, `PROJECT/NUMBER`
/// @param outputUri folder of the packages that the rows tell of
/// @param files rows that were set aside
/// @param generation of the output that they tell of
/// @param expected the digest that was stored
/// @param found the digest of the rows
public record Quarantine(String id, String outputUri, long files, long generation, String expected, String found) {}
