package io.parley.template.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.json.SealedSubtypes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Components as stored: the contract's JSON as text. */
@Singleton
public class ComponentJson {
    private static final TypeReference<List<TemplateComponent>> COMPONENTS = new TypeReference<>() {};

    private final ObjectMapper mapper;

    ComponentJson(ObjectMapper json) {
        this.mapper = SealedSubtypes.configure(json.copy())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE);
    }

    public String write(List<TemplateComponent> components) {
        try {
            return mapper.writerFor(COMPONENTS).writeValueAsString(components);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("components are always serializable", e);
        }
    }

    public List<TemplateComponent> read(String stored) {
        try {
            return mapper.readValue(stored, COMPONENTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored components are always readable", e);
        }
    }

    /** A stored list as a tree. */
    public ArrayNode tree(String stored) {
        try {
            return (ArrayNode) mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored components are always readable", e);
        }
    }

    /** The request in the contract's form. */
    public ObjectNode tree(WhatsAppTemplateRequest request) {
        return mapper.valueToTree(request);
    }

    /** As {@link #tree(WhatsAppTemplateRequest)}, for an edit. */
    public ObjectNode tree(TemplatePatchRequest request) {
        return mapper.valueToTree(request);
    }

    /** As {@link #tree(WhatsAppTemplateRequest)}, for one localization. */
    public ObjectNode tree(LocalizationRequest request) {
        return mapper.valueToTree(request);
    }

    /** The stored form of a value without components. */
    public String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("values are always serializable", e);
        }
    }

    /** The value that {@link #text} stored; null for null. */
    public <T> @Nullable T value(@Nullable String stored, Class<T> type) {
        try {
            return stored == null ? null : mapper.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored values are always readable", e);
        }
    }

    /**
     * Whether two stored lists are the same template. Samples are not compared: Meta returns those of files as addresses
     * that change with every read.
     */
    public boolean isSame(String stored, String other) {
        return withoutSamples(tree(stored)).equals(withoutSamples(tree(other)));
    }

    private static JsonNode withoutSamples(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("example");
        }
        node.forEach(ComponentJson::withoutSamples);
        return node;
    }
}
