package io.quenyan.project;

import java.util.ArrayList;
import java.util.List;

/// A pattern over paths: `*` any characters of one name, `**` any characters over names, `?` one character, `[a-z]` and
/// `[!a-z]` one of a set, `{a,b}` alternatives, `\` takes the next as it is.
///
/// A pattern without `/` is held against the last name, so `*.json` means all of them; `**/x` also means `x` at the
/// root. Matching takes time in proportion to pattern times path, whatever the pattern.
public final class Glob {

    private static final int MOST_LENGTH = 1_000;
    private static final int MOST_ALTERNATIVES = 256;

    /// One step of a pattern.
    private sealed interface Token {
        /// A character of the set; `not` turns it around.
        record One(String ranges, boolean not) implements Token {
            boolean takes(int point) {
                if (point == '/') {
                    return ranges.equals("//");
                }
                boolean within = false;
                for (int i = 0; i < ranges.length(); ) {
                    int low = ranges.codePointAt(i);
                    i += Character.charCount(low);
                    int high = ranges.codePointAt(i);
                    i += Character.charCount(high);
                    within |= point >= low && point <= high;
                }
                return within != not;
            }
        }

        /// Any number of characters, over names or within one.
        record Any(boolean overNames) implements Token {}
    }

    private final List<List<Token>> alternatives;
    private final boolean nameOnly;

    private Glob(List<List<Token>> alternatives, boolean nameOnly) {
        this.alternatives = alternatives;
        this.nameOnly = nameOnly;
    }

    /// @throws IllegalArgumentException if `pattern` is malformed
    public static Glob of(String pattern) {
        if (pattern.isEmpty() || pattern.length() > MOST_LENGTH) {
            throw new IllegalArgumentException(
                    "A glob has 1 to %d characters, got %d".formatted(MOST_LENGTH, pattern.length()));
        }
        List<List<Token>> parsed = new ArrayList<>();
        for (String alternative : expanded(pattern)) {
            parsed.add(tokens(alternative, pattern));
            if (alternative.startsWith("**/")) {
                parsed.add(tokens(alternative.substring(3), pattern));
            }
        }
        return new Glob(parsed, pattern.indexOf('/') < 0);
    }

    public boolean matches(String path) {
        int[] text = (nameOnly ? ProjectPath.name(path) : path).codePoints().toArray();
        return alternatives.stream().anyMatch(tokens -> matches(tokens, text));
    }

    /// `reached[i]`: the tokens so far can take exactly the first i characters.
    private static boolean matches(List<Token> tokens, int[] text) {
        boolean[] reached = new boolean[text.length + 1];
        reached[0] = true;
        for (Token token : tokens) {
            boolean[] next = new boolean[text.length + 1];
            switch (token) {
                case Token.One one -> {
                    for (int i = 0; i < text.length; i++) {
                        next[i + 1] = reached[i] && one.takes(text[i]);
                    }
                }
                case Token.Any(boolean overNames) -> {
                    boolean running = false;
                    for (int i = 0; i <= text.length; i++) {
                        running = (running && (overNames || text[i - 1] != '/')) || reached[i];
                        next[i] = running;
                    }
                }
            }
            reached = next;
        }
        return reached[text.length];
    }

    private static List<Token> tokens(String pattern, String whole) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < pattern.length(); ) {
            int point = pattern.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '*' -> {
                    boolean overNames = i < pattern.length() && pattern.charAt(i) == '*';
                    tokens.add(new Token.Any(overNames));
                    i += overNames ? 1 : 0;
                }
                case '?' -> tokens.add(new Token.One("", true));
                case '[' -> {
                    int end = pattern.indexOf(']', i + 2);
                    if (end < 0) {
                        throw malformed(whole, "a '[' is not closed");
                    }
                    tokens.add(set(pattern.substring(i, end)));
                    i = end + 1;
                }
                case '\\' -> {
                    if (i == pattern.length()) {
                        throw malformed(whole, "it ends in '\\'");
                    }
                    tokens.add(literal(pattern.codePointAt(i)));
                    i += Character.charCount(pattern.codePointAt(i));
                }
                default -> tokens.add(literal(point));
            }
        }
        return tokens;
    }

    private static Token literal(int point) {
        return new Token.One(Character.toString(point).repeat(2), false);
    }

    private static Token set(String inside) {
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        StringBuilder ranges = new StringBuilder();
        int[] points = inside.substring(not ? 1 : 0).codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean range = i + 2 < points.length && points[i + 1] == '-';
            ranges.appendCodePoint(points[i]).appendCodePoint(points[range ? i + 2 : i]);
            i += range ? 2 : 0;
        }
        return new Token.One(ranges.toString(), not);
    }

    /// The patterns that `{a,b}` stands for.
    private static List<String> expanded(String pattern) {
        List<String> open = new ArrayList<>(List.of(pattern));
        List<String> done = new ArrayList<>();
        while (!open.isEmpty()) {
            String next = open.removeLast();
            int end = next.indexOf('}');
            int start = end < 0 ? -1 : next.lastIndexOf('{', end);
            if (start < 0) {
                if (next.indexOf('{') >= 0 || end >= 0) {
                    throw malformed(pattern, "a brace has no partner");
                }
                done.add(next);
            } else {
                for (String choice : next.substring(start + 1, end).split(",", -1)) {
                    open.add(next.substring(0, start) + choice + next.substring(end + 1));
                }
            }
            if (open.size() + done.size() > MOST_ALTERNATIVES) {
                throw malformed(pattern, "it stands for more than %d patterns".formatted(MOST_ALTERNATIVES));
            }
        }
        return done;
    }

    private static IllegalArgumentException malformed(String pattern, String what) {
        return new IllegalArgumentException("The glob '%s' cannot be read: %s".formatted(pattern, what));
    }
}
