/// The same servers in containers, for tests, where a Docker engine answers.
@NullMarked
package io.quenyan.local.testcontainers;

import org.jspecify.annotations.NullMarked;
