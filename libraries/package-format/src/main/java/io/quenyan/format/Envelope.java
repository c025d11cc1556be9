package io.quenyan.format;

import java.util.Set;

/// What the headers of both frames say, and the wrapper's text repeats.
record Envelope(FormatVersion wrapperVersion, FormatVersion payloadVersion, Set<Feature> features) {}
