package io.quenyan.cli;

/// A command that makes packages: what a package's error codes name is its input, exit 1, and not damage, exit 7.
interface WritesPackages {}
