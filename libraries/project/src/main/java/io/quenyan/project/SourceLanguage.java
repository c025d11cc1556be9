package io.quenyan.project;

import java.util.Locale;
import java.util.Map;

/// Names of languages by file ending, for `source_language` of source packages.
final class SourceLanguage {

    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("avsc", "json"),
            Map.entry("c", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("cpp", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("css", "css"),
            Map.entry("go", "go"),
            Map.entry("gradle", "groovy"),
            Map.entry("groovy", "groovy"),
            Map.entry("h", "c"),
            Map.entry("hpp", "cpp"),
            Map.entry("html", "html"),
            Map.entry("java", "java"),
            Map.entry("js", "javascript"),
            Map.entry("json", "json"),
            Map.entry("kt", "kotlin"),
            Map.entry("kts", "kotlin"),
            Map.entry("md", "markdown"),
            Map.entry("mjs", "javascript"),
            Map.entry("php", "php"),
            Map.entry("properties", "properties"),
            Map.entry("py", "python"),
            Map.entry("rb", "ruby"),
            Map.entry("rs", "rust"),
            Map.entry("scala", "scala"),
            Map.entry("sh", "shell"),
            Map.entry("sql", "sql"),
            Map.entry("swift", "swift"),
            Map.entry("toml", "toml"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescript"),
            Map.entry("txt", "text"),
            Map.entry("xml", "xml"),
            Map.entry("yaml", "yaml"),
            Map.entry("yml", "yaml"));

    private SourceLanguage() {}

    /// The language of a path; empty if its ending tells none.
    static String of(String path) {
        String name = ProjectPath.name(path);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, "");
    }
}
