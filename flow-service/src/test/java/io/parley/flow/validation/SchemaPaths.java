package io.parley.flow.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Finds the objects of a Flow with their schemas. */
final class SchemaPaths {
    private static final FlowSchema SCHEMA = FlowSchema.standard();

    private SchemaPaths() {}

    /**
     * A property of an object of a Flow.
     *
     * @param owner name of the shape, component or action
     */
    record Property(ObjectNode object, String owner, String name, ValueSchema schema) {
        JsonNode value() {
            return object.get(name);
        }

        String id() {
            return owner + "." + name;
        }
    }

    static void visit(ObjectNode flow, Consumer<Property> visitor) {
        object(flow, "flow", SCHEMA.shapes().get("flow"), visitor);
    }

    private static void object(ObjectNode object, String owner, ShapeSchema shape, Consumer<Property> visitor) {
        shape.properties().forEach((name, property) -> {
            if (object.has(name)) {
                visitor.accept(new Property(object, owner, name, property));
                value(object.get(name), property, visitor);
            }
        });
    }

    private static void value(JsonNode value, ValueSchema schema, Consumer<Property> visitor) {
        if (value.isArray() && schema.items() != null) {
            value.forEach(item -> value(item, schema.items(), visitor));
        } else if (value instanceof ObjectNode object) {
            if (schema.shape() != null) {
                object(object, schema.shape(), SCHEMA.shapes().get(schema.shape()), visitor);
            } else if (schema.union() != null) {
                var name = object.path(SCHEMA.unions().get(schema.union())).asText();
                object(object, name, SCHEMA.union(schema.union()).get(name), visitor);
            } else if (schema.values() != null) {
                object.forEach(member -> value(member, schema.values(), visitor));
            }
        }
    }
}
