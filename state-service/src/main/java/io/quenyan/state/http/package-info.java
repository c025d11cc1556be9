/// What is known, for people, CI and consoles: read-only JSON on loopback.
@NullMarked
package io.quenyan.state.http;

import org.jspecify.annotations.NullMarked;
