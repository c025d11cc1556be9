package io.quenyan.project;

/// The key of a key service that protects packages.
///
/// @param version as the key service names it
public record PackageKey(String provider, String keyId, String version) {}
