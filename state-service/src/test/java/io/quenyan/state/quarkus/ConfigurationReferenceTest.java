package io.quenyan.state.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.outbox.quarkus.ServiceConfig;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationReferenceTest {

    private static final Path PAGE =
            Path.of(System.getProperty("quenyan.root", "..")).resolve("docs/reference/configuration.md");

    /// @param name as it stands in the page
    /// @param standard value in the column of defaults; empty where the code has none
    record Key(String name, String standard) {}

    static Stream<Key> keys() {
        return Stream.of(ServiceConfig.class, StateConfig.class).flatMap(group -> keys("quenyan", group));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyIsInTheReferenceWithItsDefault(Key key) throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| `%s` |".formatted(key.name()))
                        .contains(key.standard()));
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
