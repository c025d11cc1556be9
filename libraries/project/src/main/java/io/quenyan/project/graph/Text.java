package io.quenyan.project.graph;

import java.util.Collection;
import java.util.stream.Collectors;

/// Words of a stranger's file, for messages.
public final class Text {

    private static final int MOST = 120;
    private static final int MOST_NAMES = 10;

    private Text() {}

    /// One line of at most 120 characters without control characters.
    public static String shown(String text) {
        String line = text.codePoints()
                .limit(MOST)
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < text.length() ? line + "…" : line;
    }

    /// The first ten of them.
    public static String listed(Collection<String> names) {
        String told = names.stream().limit(MOST_NAMES).map(Text::shown).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? told + ", …" : told;
    }
}
