package io.parley.runtime.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.problem.Problems;
import io.parley.runtime.validation.Constraints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: no duplicates, no text after the document, UTF-8 only, bounded depth and sizes, no conversion
 * between types, no unknown members, no {@code null}. Malformed JSON is reported as one problem; JSON of the wrong
 * structure becomes violations, all of them together with those of bean validation.
 */
@ApplicationScoped
public class StrictJson {
    private final JsonText text;
    private final ObjectMapper mapper;
    private final SchemaNodes nodes;
    private final Constraints constraints;
    private final int maxBody;

    @Inject
    StrictJson(ObjectMapper mapper, JsonConfig settings, Constraints constraints) {
        this.text = new JsonText();
        this.mapper = StrictMapper.of(mapper, settings.ignoreUnknownMembers());
        this.nodes = new SchemaNodes(this.mapper, settings.ignoreUnknownMembers());
        this.constraints = constraints;
        this.maxBody = Math.toIntExact(settings.maxJsonBody().asLongValue());
    }

    /** Parses one document, or throws {@code DataNotParseable}. */
    public JsonNode parse(byte[] body) {
        return text.parse(body);
    }

    /**
     * Binds a tree to a record and validates it, collecting all violations. Rejected members are removed from the tree,
     * so do not use the tree after a violation.
     *
     * @param type a record, or a sealed family of records with {@code @JsonTypeInfo} naming the member that
     *      distinguishes them; its records are named by {@code @JsonTypeName} and need no list of subtypes
     * @param path position of the tree in the request, for example {@code content}; empty for the whole body
     * @return the value, null if it cannot be bound; use it only if {@code out} stayed empty
     */
    public <T> @Nullable T bind(JsonNode tree, Class<T> type, String path, Violations out) {
        return bind(tree, nodes.of(mapper.constructType(type)), mapper.constructType(type), path, out);
    }

    /**
     * Binds a whole body from which some members were removed before, to be read by their own types.
     *
     * @param readElsewhere their names, to be listed in violations about unknown members
     */
    public <T> @Nullable T bind(JsonNode tree, Class<T> type, Set<String> readElsewhere, Violations out) {
        var java = mapper.constructType(type);
        var node = nodes.of(java) instanceof SchemaNode.Members members
                ? members.withReadElsewhere(readElsewhere)
                : nodes.of(java);
        return bind(tree, node, java, "", out);
    }

    /** Reads a whole body; all violations are reported in one problem. */
    public <T> T read(byte[] body, Class<T> type) {
        return type.cast(read(body, (Type) type));
    }

    Object read(InputStream body, Type type) throws IOException {
        var bytes = body.readNBytes(maxBody + 1);
        if (bytes.length > maxBody) {
            throw Problems.payloadTooLarge("A JSON body may have at most " + maxBody + " bytes.");
        }
        return read(bytes, type);
    }

    private Object read(byte[] body, Type type) {
        var violations = new Violations();
        var java = mapper.constructType(type);
        Object value = bind(parse(body), nodes.of(java), java, "", violations);
        violations.throwIfAny();
        return Objects.requireNonNull(value, "what cannot be bound has a violation");
    }

    private <T> @Nullable T bind(JsonNode tree, SchemaNode node, JavaType type, String path, Violations out) {
        if (path.isEmpty() && !node.accepts(tree)) {
            throw Problems.notParseable("The body " + node.expectation() + ".");
        }
        if (!node.check(tree, path, out)) {
            return null;
        }
        T value = convert(tree, type, path, out);
        if (value != null && !out.isFull()) {
            constraints.broken(value, path).forEach(violation -> out.add(violation.field(), violation.message()));
        }
        return value;
    }

    private <T> @Nullable T convert(JsonNode tree, JavaType type, String path, Violations out) {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            if (out.isEmpty()) {
                out.add(place(e, path), "cannot be read");
            }
            return null;
        }
    }

    private static String place(JsonProcessingException failure, String path) {
        var place = path;
        if (failure instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                place = step.getFieldName() == null
                        ? ViolationPaths.element(place, step.getIndex())
                        : ViolationPaths.member(place, step.getFieldName());
            }
        }
        return place;
    }
}
