/// The Schema Registry, over the API that Confluent's and Apicurio's registries share.
@NullMarked
package io.quenyan.event.registry;

import org.jspecify.annotations.NullMarked;
