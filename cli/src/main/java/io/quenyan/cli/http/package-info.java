/// What the services tell over HTTP.
@NullMarked
package io.quenyan.cli.http;

import org.jspecify.annotations.NullMarked;
