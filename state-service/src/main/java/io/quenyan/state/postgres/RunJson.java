package io.quenyan.state.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quenyan.state.EncodedBatch;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.RunPlan;

/// The parts of a run as texts of its row.
final class RunJson {

    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    String write(Object part) {
        try {
            return mapper.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A part of a run is always JSON", e);
        }
    }

    RebuildRequest request(String text) {
        return read(text, RebuildRequest.class);
    }

    RunPlan plan(String text) {
        return read(text, RunPlan.class);
    }

    EncodedBatch batch(String text) {
        return read(text, EncodedBatch.class);
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored part of a run cannot be read", e);
        }
    }
}
