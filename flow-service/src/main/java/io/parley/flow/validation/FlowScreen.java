package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A screen with what was found on it, at any depth and in their order. */
final class FlowScreen {
    private final SourceObject object;
    private final List<FlowComponent> components = new ArrayList<>();
    private final List<FlowAction> actions = new ArrayList<>();
    private final List<BoundProperty> bindings = new ArrayList<>();
    private final Map<String, FlowComponent> inputs = new HashMap<>();

    private boolean hasMedia;

    FlowScreen(SourceObject object) {
        this.object = object;
    }

    void add(FlowComponent component) {
        components.add(component);
        hasMedia |= component.schema().media() != null;
        if (component.schema().isInput()) {
            component.name().ifPresent(name -> inputs.putIfAbsent(name, component));
        }
    }

    void add(FlowAction action) {
        actions.add(action);
    }

    void add(BoundProperty binding) {
        bindings.add(binding);
    }

    SourceObject object() {
        return object;
    }

    String id() {
        return object.text("id").orElse("");
    }

    boolean isTerminal() {
        return object.isTrue("terminal");
    }

    Optional<SourceObject> dataModel() {
        return object.object("data");
    }

    List<FlowComponent> components() {
        return components;
    }

    /** Whether there is a component for files. */
    boolean hasMedia() {
        return hasMedia;
    }

    List<FlowAction> actions() {
        return actions;
    }

    List<BoundProperty> bindings() {
        return bindings;
    }

    /** Returns the input with a name. */
    Optional<FlowComponent> input(String name) {
        return Optional.ofNullable(inputs.get(name));
    }
}
