package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** Objects whose members Meta calls by the contract's names, only in snake case. */
final class SnakeCase {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectMapper CAMEL =
            MAPPER.copy().setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);

    private SnakeCase() {}

    /** Null stays null. */
    static JsonNode of(Object value) {
        return value == null ? null : MAPPER.valueToTree(value);
    }

    /** A received address card in the contract's words. */
    static JsonNode card(JsonNode told) throws JsonProcessingException {
        return CAMEL.valueToTree(MAPPER.treeToValue(told, ContactCard.class));
    }

    /** What is left of a card when the rest of it cannot be read. */
    static JsonNode named(JsonNode name) {
        return CAMEL.createObjectNode()
                .set(
                        "name",
                        CAMEL.createObjectNode()
                                .put(
                                        "formattedName",
                                        name.path("formatted_name").asText())
                                .put("firstName", name.path("first_name").asText()));
    }

    static JsonNode nobody() {
        return CAMEL.createObjectNode();
    }

    static List<JsonNode> all(List<?> values) {
        return Lists.map(values, SnakeCase::of);
    }
}
