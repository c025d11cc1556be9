/// What the requests of a project may reach on this machine: its repositories, its outputs, its secrets by name.
@NullMarked
package io.quenyan.project.grants;

import org.jspecify.annotations.NullMarked;
