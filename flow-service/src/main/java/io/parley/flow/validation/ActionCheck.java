package io.parley.flow.validation;

import io.parley.flow.validation.expression.ValueType;
import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceScalar;
import io.parley.flow.validation.source.SourceValue;
import java.util.ArrayList;
import java.util.List;

/** Checks actions with their payloads. */
final class ActionCheck {
    private static final String PAYLOAD = "payload";

    private final FlowFindings findings;
    private final FlowContents model;
    private final BindingCheck bindings;
    private final BindingResolver resolver;
    /** Whether the Flow has a component for files; in most it has none, and payloads need not be searched for them. */
    private final boolean hasMedia;

    ActionCheck(FlowFindings findings, FlowContents model, BindingCheck bindings, BindingResolver resolver) {
        this.findings = findings;
        this.model = model;
        this.bindings = bindings;
        this.resolver = resolver;
        this.hasMedia = model.screens().stream().anyMatch(FlowScreen::hasMedia);
    }

    void check(FlowScreen screen) {
        for (var action : screen.actions()) {
            var object = action.object();
            var payload = object.object(PAYLOAD);
            payload.ifPresent(values -> payload(values, screen));
            if (hasMedia) {
                payload.ifPresent(values -> media(action, values, screen));
            }
            switch (action.name()) {
                case "navigate" -> navigate(object, screen);
                case "complete" -> complete(object, screen);
                case "data_exchange" -> exchange(object);
                case "update_data" -> payload.ifPresent(values -> update(values, screen));
                default -> {}
            }
        }
    }

    private void payload(SourceValue value, FlowScreen screen) {
        switch (value) {
            case SourceScalar scalar -> bindings.payload(scalar, scalar.textOrNull(), screen);
            case SourceArray array -> {
                for (var i = 0; i < array.size(); i++) {
                    payload(array.item(i), screen);
                }
            }
            case SourceObject object -> {
                for (var i = 0; i < object.size(); i++) {
                    payload(object.member(i).value(), screen);
                }
            }
        }
    }

    private void complete(SourceObject action, FlowScreen screen) {
        if (!screen.isTerminal()) {
            findings.value("complete-not-terminal", action.value("name").orElseThrow(), screen.id());
        }
    }

    private void exchange(SourceObject action) {
        if (!model.hasEndpoint()) {
            findings.value("exchange-without-endpoint", action.value("name").orElseThrow());
        }
    }

    private void update(SourceObject payload, FlowScreen screen) {
        var dataModel = screen.dataModel();
        for (var member : payload.members()) {
            if (dataModel.isEmpty() || !dataModel.get().has(member.name())) {
                findings.key("update-unknown", payload, member, member.name(), screen.id());
            }
        }
    }

    private void navigate(SourceObject action, FlowScreen screen) {
        var name = action.object("next").flatMap(next -> next.value("name"));
        var text = name.map(SourceValue::textOrNull);
        if (text.isEmpty()) {
            return;
        }
        var target = model.screen(text.get());
        if (target.isEmpty()) {
            findings.value("navigate-unknown", name.get(), text.get());
        } else if (target.get() == screen) {
            findings.value("navigate-same", name.get(), screen.id());
        } else {
            compare(action, target.get(), screen);
        }
    }

    private void compare(SourceObject action, FlowScreen target, FlowScreen screen) {
        var payload = action.object(PAYLOAD);
        var dataModel = target.dataModel();
        if (dataModel.isEmpty()) {
            payload.filter(values -> !values.members().isEmpty())
                    .ifPresent(values -> findings.missing("navigate-no-data", action, PAYLOAD, target.id()));
            return;
        }
        // Stops at the first one: each that exists uses up a member of the payload, so the cost is that of the payload.
        dataModel
                .get()
                .first(expected -> payload.isEmpty() || !payload.get().has(expected.name()))
                .ifPresent(
                        missing -> findings.missing("navigate-missing", action, PAYLOAD, missing.name(), target.id()));
        payload.ifPresent(values -> values.members().forEach(member -> {
            var schema = dataModel.get().value(member.name());
            if (schema.isEmpty()) {
                findings.key("navigate-extra", values, member, member.name(), target.id());
            } else if (schema.get() instanceof SourceObject expected) {
                type(member.value(), DataModelCheck.type(expected), member.name(), target, screen);
            }
        }));
    }

    private void type(SourceValue value, ValueType expected, String name, FlowScreen target, FlowScreen screen) {
        var type = value instanceof SourceScalar scalar
                ? bindings.payload(scalar, scalar.textOrNull(), screen)
                : ValueType.of(value.type());
        if (!type.fits(expected)) {
            findings.value("navigate-type", value, name, expected, target.id(), type);
        }
    }

    /** Uploaded files may only be single values of a payload that leaves the Flow. */
    private void media(FlowAction action, SourceObject payload, FlowScreen screen) {
        var direct = new ArrayList<SourceValue>();
        for (var member : payload.members()) {
            if (member.value() instanceof SourceScalar scalar) {
                var components = mediaOf(scalar, screen);
                if (!components.isEmpty()) {
                    direct.add(scalar);
                    mediaValue(action, scalar, components.getFirst());
                }
            } else {
                nestedMedia(member.value(), screen);
            }
        }
        if (action.name().equals("complete") && direct.size() > 1) {
            findings.value("media-complete-many", direct.get(1));
        }
    }

    private void mediaValue(FlowAction action, SourceScalar value, FlowComponent component) {
        var maxCount = component.schema().media();
        if (action.name().equals("navigate")) {
            findings.value("media-navigate", value, component.type());
        } else if (action.name().equals("complete") && maxCount != null && maxOf(component, maxCount) > 1) {
            findings.value("media-complete-max", value, maxCount);
        }
    }

    private static int maxOf(FlowComponent component, String property) {
        var max = component.object().value(property);
        return max.isPresent() && max.get() instanceof SourceScalar scalar
                ? scalar.number().map(Number::intValue).orElse(1)
                : Integer.MAX_VALUE;
    }

    private void nestedMedia(SourceValue value, FlowScreen screen) {
        switch (value) {
            case SourceScalar scalar ->
                mediaOf(scalar, screen).forEach(component -> findings.value("media-nested", scalar, component.type()));
            case SourceArray array -> array.items().forEach(item -> nestedMedia(item, screen));
            case SourceObject object -> object.members().forEach(member -> nestedMedia(member.value(), screen));
        }
    }

    /** Returns the components for files that the bindings of a text refer to, in an expression or anywhere else. */
    private List<FlowComponent> mediaOf(SourceScalar value, FlowScreen screen) {
        if (!value.isString()) {
            return List.of();
        }
        var text = value.text();
        var found = new ArrayList<FlowComponent>();
        for (var from = text.indexOf("${"); from >= 0; from = text.indexOf("${", from + 1)) {
            var end = text.indexOf('}', from);
            if (end < 0) {
                break;
            }
            resolver.resolve(text.substring(from, end + 1), screen)
                    .input()
                    .filter(component -> component.schema().media() != null)
                    .ifPresent(found::add);
        }
        return found;
    }
}
