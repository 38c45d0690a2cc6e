package io.parley.flow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.validation.SchemaPaths.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every property of the schema is in a valid Flow, and is reported if it has what the schema forbids. */
class SchemaSamplesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final FlowVersion LATEST = FlowVersion.of("7.3");
    private static final JsonNode SAMPLES = FlowSamples.read("components.yaml");

    /**
     * A Flow with a property.
     *
     * @param index number among the properties of that Flow
     */
    record Sample(ObjectNode flow, int index, String id) {
        Property property(ObjectNode copy) {
            var properties = new ArrayList<Property>();
            SchemaPaths.visit(copy, properties::add);
            return properties.get(index);
        }

        /** Returns the errors of the Flow after a change of the property. */
        List<String> errorsAfter(Consumer<Property> change) {
            var copy = flow.deepCopy();
            change.accept(property(copy));
            return codes(copy);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Sample> properties() {
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (var sample : SAMPLES) {
            var flow = FlowSamples.flow(sample);
            var index = new int[1];
            SchemaPaths.visit(flow, property -> {
                samples.putIfAbsent(property.id(), new Sample(flow, index[0], property.id()));
                index[0]++;
            });
        }
        return samples.values().stream();
    }

    private static List<String> codes(JsonNode flow) {
        return FlowValidator.standard().validate(flow.toString().getBytes(StandardCharsets.UTF_8)).errors().stream()
                .map(FlowValidationError::error)
                .toList();
    }

    @Test
    void samplesHaveNoErrors() {
        for (var sample : SAMPLES) {
            assertEquals(List.of(), FlowSamples.validate(sample).errors());
        }
    }

    @Test
    void everyPropertyOfTheSchemaHasASample() {
        var schema = FlowSchema.standard();
        var all = new TreeSet<String>();
        Stream.of(schema.shapes(), schema.actions(), schema.components())
                .forEach(shapes -> shapes.forEach(
                        (owner, shape) -> shape.properties().keySet().forEach(name -> all.add(owner + "." + name))));

        var sampled = properties().map(Sample::id).toList();

        assertEquals(all, new TreeSet<>(sampled));
        assertTrue(all.size() > 230, all.size() + " properties");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void anotherTypeIsReported(Sample sample) {
        if (sample.id().equals("flow.version")) {
            return; // has its own rules
        }
        var errors = sample.errorsAfter(property -> property.object().set(property.name(), JSON.nullNode()));

        assertTrue(errors.contains("INVALID_PROPERTY_TYPE"), errors::toString);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void requiredPropertyThatIsMissingIsReported(Sample sample) {
        var required = sample.property(sample.flow()).schema().isRequiredAt(LATEST);

        var errors = sample.errorsAfter(property -> property.object().remove(property.name()));

        var isMissing =
                errors.contains("MISSING_REQUIRED_PROPERTY") || errors.contains("MISSING_REQUIRED_TYPE_PROPERTY");
        var isConditional =
                List.of("flow.routing_model", "flow.data_api_version").contains(sample.id());
        assertTrue(isMissing == required || isConditional, errors::toString);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void theMaximumLengthIsAllowedAndOneMoreIsNot(Sample sample) {
        var property = sample.property(sample.flow());
        var max = ScalarCheck.limit(property.schema().maxChars(), LATEST);
        if (max.isPresent() && property.value().isTextual()) {
            assertEquals(List.of(), sample.errorsAfter(text("x".repeat(max.get()))));
            assertEquals(List.of("INVALID_PROPERTY_VALUE"), sample.errorsAfter(text("x".repeat(max.get() + 1))));
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aValueThatIsNotListedIsReported(Sample sample) {
        var property = sample.property(sample.flow());
        if (property.schema().oneOf() != null && !property.schema().constant()) {
            property.schema().oneOf().forEach(allowed -> assertEquals(List.of(), sample.errorsAfter(text(allowed))));
            assertTrue(sample.errorsAfter(text("unlisted")).contains("INVALID_ENUM_VALUE"));
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyIsReportedBeforeItsFirstVersion(Sample sample) {
        var since = sample.property(sample.flow()).schema().since();
        if (since != null) {
            assertTrue(codes(at(sample, before(since))).contains("INVALID_PROPERTY_KEY"));
            assertTrue(countOf(sample, since) < countOf(sample, before(since)));
        }
    }

    private static long countOf(Sample sample, FlowVersion version) {
        var name = sample.id().substring(sample.id().indexOf('.') + 1);
        var file = at(sample, version).toString().getBytes(StandardCharsets.UTF_8);
        return FlowValidator.standard().validate(file).errors().stream()
                .filter(error -> error.error().equals("INVALID_PROPERTY_KEY"))
                .filter(error -> error.pointers().getFirst().path().endsWith("." + name))
                .count();
    }

    private static ObjectNode at(Sample sample, FlowVersion version) {
        return sample.flow().deepCopy().put("version", version.toString());
    }

    private static FlowVersion before(FlowVersion version) {
        return FlowSchema.standard().versions().supported().stream()
                .filter(other -> other.compareTo(version) < 0)
                .max(FlowVersion::compareTo)
                .orElseThrow();
    }

    private static Consumer<Property> text(String text) {
        return property -> property.object().put(property.name(), text);
    }
}
