package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyManagementTest {

    private static final KeyManagement WHOLE = new KeyManagement(
            "aws",
            "alias/quenyan",
            "7",
            Instant.parse("2026-06-01T00:00:00Z"),
            "enabled",
            "alias/quenyan",
            "arn:aws:kms:x",
            "AAAA",
            Instant.parse("2026-03-01T00:00:00Z"));

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsWhatItWrote() {
        assertThat(KeyManagement.ofBlock(WHOLE.toNode())).contains(WHOLE);
    }

    @Test
    void readsTheFlatFieldsOfTheOriginalsLibrary() {
        assertThat(KeyManagement.of(json("""
                {"key_provider": "local", "key_id": "k", "key_version": "key-8", "wrapped_key": "AAAA"}"""))).hasValueSatisfying(block -> {
            assertThat(block.key()).isEqualTo(new PackageKey("local", "k", "key-8"));
            assertThat(block.wrappedKey()).isNull();
        });
    }

    @Test
    void believesTheBlockRatherThanTheFlatFields() {
        assertThat(KeyManagement.of(json("""
                {"key_provider": "local", "key_id": "k", "key_version": "1",
                 "key_management": {"provider": "aws", "key_id": "a", "key_version": "2"}}"""))).map(KeyManagement::provider).contains("aws");
    }

    @Test
    void findsNoKeyInMetadataThatNameNone() {
        assertThat(KeyManagement.of(json("{\"key_management\": 7, \"key_id\": \"k\"}")))
                .isEmpty();
    }
}
