package io.quenyan.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths among the arguments, so that messages tell them as they were given and not where they are on this machine.
final class GivenPaths {

    private static final int SHORTEST = 2;

    /// By absolute path; the longest first, because a folder's is the beginning of its files'.
    private final Map<String, String> given =
            new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    GivenPaths(List<String> args) {
        for (String arg : args) {
            String value = arg.startsWith("-") ? arg.substring(arg.indexOf('=') + 1) : arg;
            absolute(value).ifPresent(path -> given.put(path, value));
        }
        absolute(".").ifPresent(here -> given.putIfAbsent(here, "."));
    }

    /// `message` with every absolute path that was given otherwise put back into its own words.
    String tellAsGiven(String message) {
        String told = message;
        for (Map.Entry<String, String> path : given.entrySet()) {
            told = whole(path.getKey()).matcher(told).replaceAll(Matcher.quoteReplacement(path.getValue()));
        }
        return told;
    }

    /// The path where it is not a part of another one or of an address: nothing of a path stands before it, and a
    /// folder
    /// or a file below it, a quote, punctuation or the end after it.
    private static Pattern whole(String path) {
        return Pattern.compile("(?<![^\\s'\"`(\\[=,;])" + Pattern.quote(path) + "(?=/|[.,:;]?(?:[\\s'\"`)\\]]|$))");
    }

    private static Optional<String> absolute(String value) {
        if (value.isBlank() || value.startsWith("-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(value).toAbsolutePath().normalize().toString())
                    .filter(path -> path.length() > SHORTEST && !path.equals(value));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
