package io.quenyan.encoder.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quenyan.encoder.EncodeRequest;

/// A request as the text of its row.
final class RequestJson {

    private final ObjectMapper mapper = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    String write(EncodeRequest request) {
        try {
            return mapper.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request is always JSON", e);
        }
    }

    EncodeRequest read(String text) {
        try {
            return mapper.readValue(text, EncodeRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored request cannot be read", e);
        }
    }
}
