package io.parley.flow.validation;

import io.parley.flow.validation.expression.ValueType;
import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceMember;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceValue;
import java.util.Optional;

/** Checks the data model of a screen: a schema with an example for each name. */
final class DataModelCheck {
    private static final String EXAMPLE = "__example__";
    private static final String TYPE = "type";
    private static final String ITEMS = "items";
    private static final String PROPERTIES = "properties";

    private final FlowFindings findings;

    DataModelCheck(FlowFindings findings) {
        this.findings = findings;
    }

    void check(SourceObject dataModel) {
        for (var member : dataModel.members()) {
            if (member.value() instanceof SourceObject schema) {
                named(schema, dataModel, member);
            } else {
                findings.value("data-not-object", member.value(), member.name());
            }
        }
    }

    private void named(SourceObject schema, SourceObject dataModel, SourceMember member) {
        schema(schema, member.name());
        var example = schema.value(EXAMPLE);
        if (example.isEmpty()) {
            findings.key("data-example-missing", dataModel, member, member.name());
        } else {
            mismatch(example.get(), schema)
                    .ifPresent(wrong -> findings.value("data-example-type", wrong, member.name(), wrong.type()));
        }
    }

    private void schema(SourceObject schema, String name) {
        var type = schema.value(TYPE);
        if (type.isEmpty()) {
            findings.object("data-type-missing", schema, name);
        } else {
            type(type.get(), schema, name);
        }
        schema.object(PROPERTIES)
                .ifPresent(properties -> properties.members().forEach(member -> nested(member.value(), member.name())));
    }

    private void type(SourceValue type, SourceObject schema, String name) {
        var text = type.textOrNull();
        if (text == null) {
            findings.value("data-type-not-string", type, name);
        } else if (ValueType.of(text) == ValueType.UNKNOWN) {
            findings.value("data-type-unknown", type, name, text);
        } else if (text.equals("array")) {
            items(schema, name);
        }
    }

    private void items(SourceObject schema, String name) {
        var items = schema.value(ITEMS);
        if (items.isEmpty()) {
            findings.object("data-items-missing", schema, name);
        } else if (items.get() instanceof SourceObject) {
            nested(items.get(), name);
        } else if (!items.get().type().equals("boolean")) {
            findings.value("data-items-type", items.get(), name);
        }
    }

    private void nested(SourceValue value, String name) {
        if (value instanceof SourceObject schema) {
            schema.member(EXAMPLE).ifPresent(example -> findings.key("data-example-nested", schema, example, name));
            schema(schema, name);
        } else {
            findings.value("data-not-object", value, name);
        }
    }

    /** Returns the first value of an example that has another type than its schema. */
    private static Optional<SourceValue> mismatch(SourceValue example, SourceObject schema) {
        var type = type(schema);
        if (type == ValueType.UNKNOWN) {
            return Optional.empty();
        }
        if (type != ValueType.of(example.type())) {
            return Optional.of(example);
        }
        return switch (example) {
            case SourceObject object -> mismatchOfMembers(object, schema);
            case SourceArray array ->
                schema.object(ITEMS).flatMap(items -> array.items().stream()
                        .flatMap(item -> mismatch(item, items).stream())
                        .findFirst());
            default -> Optional.empty();
        };
    }

    private static Optional<SourceValue> mismatchOfMembers(SourceObject example, SourceObject schema) {
        return schema.object(PROPERTIES).flatMap(properties -> example.members().stream()
                .flatMap(member -> properties.object(member.name()).stream()
                        .flatMap(property -> mismatch(member.value(), property).stream()))
                .findFirst());
    }

    static ValueType type(SourceObject schema) {
        return ValueType.of(schema.text(TYPE).orElse(null));
    }
}
