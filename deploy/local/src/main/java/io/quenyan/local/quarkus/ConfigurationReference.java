package io.quenyan.local.quarkus;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The keys of `docs/reference/configuration.md` as a service's configuration interfaces have them. SmallRye Config is
/// on the class path of who uses it.
public final class ConfigurationReference {

    private ConfigurationReference() {}

    /// @param name as it stands in the page
    /// @param standard value in the column of defaults; empty where the code has none
    public record Key(String name, String standard) {

        /// Whether a page has it with its default.
        public boolean isIn(List<String> page) {
            return page.stream()
                    .anyMatch(line -> line.startsWith("| `%s` |".formatted(name)) && line.contains(standard));
        }
    }

    /// Returns all keys of these groups.
    public static Stream<Key> keys(Class<?>... groups) {
        return Stream.of(groups).flatMap(group -> keys("quenyan", group));
    }

    private static Stream<Key> keys(String prefix, Class<?> group) {
        return Stream.of(group.getDeclaredMethods()).flatMap(method -> keys(prefix, method));
    }

    private static Stream<Key> keys(String prefix, Method method) {
        WithName named = method.getAnnotation(WithName.class);
        String name = prefix + "." + (named == null ? method.getName() : named.value());
        WithDefault standard = method.getAnnotation(WithDefault.class);
        Class<?> type = method.getReturnType();
        if (type.isInterface() && type.getEnclosingClass() == method.getDeclaringClass()) {
            return keys(name, type);
        }
        if (type == Map.class) {
            Type value = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
            return value instanceof Class<?> group && group.isInterface()
                    ? keys(name + ".\"ID\"", group)
                    : Stream.of(new Key(name + ".\"NAME\"", ""));
        }
        return Stream.of(new Key(name, standard == null ? "" : "| `%s` |".formatted(standard.value())));
    }
}
