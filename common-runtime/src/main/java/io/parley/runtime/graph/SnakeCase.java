package io.parley.runtime.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Converts objects whose members have the same names in the contract (camel case) and at Meta (snake case). */
public final class SnakeCase {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private SnakeCase() {}

    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Meta's name of a member, in snake case. */
    public static String name(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Returns Meta's JSON with member names in camel case. */
    public static JsonNode camel(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        var camel = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> camel.set(camel(member.getKey()), camel(member.getValue())));
        return camel;
    }

    private static String camel(String snakeCase) {
        return UNDERSCORE.matcher(snakeCase).replaceAll(letter -> letter.group(1)
                .toUpperCase(Locale.ROOT));
    }

    /** Converts each element. */
    public static List<JsonNode> all(List<?> values) {
        return values.stream().map(SnakeCase::of).toList();
    }
}
