package io.parley.messaging.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.json.JsonObject;

/** JSON of settings in the database. Ignores unknown members, which a newer release may have written. */
final class StoredJson {
    private final ObjectMapper mapper;
    private final ObjectReader reader;

    StoredJson(ObjectMapper mapper) {
        this.mapper = mapper.copy();
        this.mapper.registerSubtypes(MediaCredentials.Basic.class, MediaCredentials.OAuth2.class);
        this.reader = this.mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    JsonObject write(Object settings) {
        try {
            return new JsonObject(mapper.writeValueAsString(settings));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot serialize settings", e);
        }
    }

    <T> T read(JsonObject stored, Class<T> type) {
        try {
            return reader.forType(type).readValue(stored.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored settings cannot be read: " + type.getSimpleName(), e);
        }
    }
}
