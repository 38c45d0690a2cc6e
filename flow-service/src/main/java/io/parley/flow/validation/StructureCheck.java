package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceMember;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceScalar;
import io.parley.flow.validation.source.SourceValue;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a Flow with the schema of its version, and collects screens, components, actions and bindings. */
final class StructureCheck {
    private static final String TYPE = "type";

    private final FlowSchema schema;
    private final FlowVersion version;
    private final FlowFindings findings;
    private final FlowContents model;
    private final ScalarCheck scalars;
    private final ShapeCheck shapes;
    /** By the list of the schema, whose own hash would be that of its content. */
    private final Map<List<String>, Set<String>> expanded = new IdentityHashMap<>();

    private final Map<ShapeSchema, List<String>> required = new IdentityHashMap<>();

    StructureCheck(FlowSchema schema, FlowVersion version, FlowFindings findings, FlowContents model) {
        this.schema = schema;
        this.version = version;
        this.findings = findings;
        this.model = model;
        this.scalars = new ScalarCheck(version, findings);
        this.shapes = new ShapeCheck(findings);
    }

    /** What surrounds a value: its screen and form, if it has them, and the number of branches. */
    private record Scope(
            @Nullable FlowScreen screen, @Nullable SourceObject form, int branches) {
        Scope within(FlowComponent component) {
            return new Scope(
                    screen,
                    component.schema().form() ? component.object() : form,
                    branches + (component.schema().branches() == null ? 0 : 1));
        }
    }

    void check() {
        object(model.root(), schema.shape("flow"), "the Flow", new Scope(null, null, 0));
    }

    private void object(SourceObject object, ShapeSchema shape, String owner, Scope scope) {
        var inner = shape.screen() ? new Scope(model.addScreen(object), null, 0) : scope;
        for (var i = 0; i < object.size(); i++) {
            member(object, object.member(i), shape, owner, inner);
        }
        var names = required.computeIfAbsent(shape, this::requiredOf);
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (!object.has(name)) {
                findings.missing(name.equals(TYPE) ? "type-missing" : "property-missing", object, name, name, owner);
            }
        }
        shapes.check(object, shape, owner);
    }

    private List<String> requiredOf(ShapeSchema shape) {
        return shape.properties().entrySet().stream()
                .filter(property -> property.getValue().isRequiredAt(version))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void member(SourceObject object, SourceMember member, ShapeSchema shape, String owner, Scope scope) {
        var property = shape.properties().get(member.name());
        if (property == null) {
            findings.key("property-unknown", object, member, member.name(), owner);
        } else if (!version.isWithin(property.since(), property.until())) {
            findings.key("property-version", object, member, member.name(), owner, version);
        } else {
            value(member.value(), property, member.name(), scope);
        }
    }

    private void value(SourceValue value, ValueSchema property, String name, Scope scope) {
        if (value.isString() && isDynamic((SourceScalar) value, property, name, scope)) {
            return;
        }
        if (!property.is().contains(value.type())) {
            wrongType(value, property, name);
            return;
        }
        switch (value) {
            case SourceScalar scalar -> scalars.check(scalar, property, name);
            case SourceArray array -> array(array, property, name, scope);
            case SourceObject object -> members(object, property, name, scope);
        }
    }

    private void wrongType(SourceValue value, ValueSchema property, String name) {
        if (property.bind() && value.isString()) {
            findings.value("value-not-binding", value, name, property.types());
        } else {
            findings.value("type-wrong", value, name, property.types(), value.type());
        }
    }

    /** Collects a text whose value is known only when the Flow runs. */
    private boolean isDynamic(SourceScalar value, ValueSchema property, String name, Scope scope) {
        if (property.expression() == null && (!property.bind() || !FlowDynamicText.mayBe(value))) {
            return false;
        }
        var text = value.text();
        var isDynamic = property.expression() != null || FlowDynamicText.isDynamic(text, version, schema);
        if (isDynamic && scope.screen() != null) {
            scope.screen().add(new BoundProperty(value, text, property, name));
        }
        return isDynamic;
    }

    private void array(SourceArray array, ValueSchema property, String name, Scope scope) {
        shapes.size(array, array.size(), property, name, version);
        shapes.maxItemsWith(array, property, name);
        if (property.items() != null) {
            for (var i = 0; i < array.size(); i++) {
                value(array.item(i), property.items(), name, scope);
            }
        }
    }

    private void members(SourceObject object, ValueSchema property, String name, Scope scope) {
        shapes.size(object, object.size(), property, name, version);
        if (property.shape() != null) {
            object(object, schema.shape(property.shape()), name, scope);
        } else if (property.union() != null) {
            union(object, property.union(), property, scope);
        } else if (property.values() != null) {
            for (var i = 0; i < object.size(); i++) {
                var member = object.member(i);
                value(member.value(), property.values(), member.name(), scope);
            }
        }
    }

    private void union(SourceObject object, String union, ValueSchema property, Scope scope) {
        var by = schema.distinguishingMember(union);
        var name = object.value(by);
        if (name.isEmpty()) {
            findings.missing(by.equals(TYPE) ? "type-missing" : "property-missing", object, by, by, union);
        } else if (name.get() instanceof SourceScalar scalar && scalar.isString()) {
            named(object, scalar, union, property, scope);
        } else {
            findings.value("type-wrong", name.get(), by, "string", name.get().type());
        }
    }

    private void named(SourceObject object, SourceScalar name, String union, ValueSchema property, Scope scope) {
        var text = name.text();
        var shape = schema.union(union).get(text);
        if (shape == null) {
            findings.value(union + "-unknown", name, text);
        } else if (!version.isWithin(shape.since(), shape.until())) {
            findings.value(union + "-version", name, text, version);
        } else {
            if (!allowed(property.of()).contains(text)) {
                findings.value(union + "-place", name, text, String.join(", ", property.of()));
            }
            object(object, shape, text, collect(object, text, shape, union, scope));
        }
    }

    private Set<String> allowed(List<String> names) {
        return expanded.computeIfAbsent(names, schema::expand);
    }

    private static Scope collect(SourceObject object, String name, ShapeSchema shape, String union, Scope scope) {
        if (scope.screen() == null) {
            return scope;
        }
        if (union.equals("action")) {
            scope.screen().add(new FlowAction(name, object));
            return scope;
        }
        var component = new FlowComponent(name, object.text("name"), object, shape, scope.form(), scope.branches());
        scope.screen().add(component);
        return scope.within(component);
    }
}
