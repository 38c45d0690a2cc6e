package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Checks where inputs are and how they are named. */
final class FormCheck {
    private final FlowFindings findings;

    FormCheck(FlowFindings findings) {
        this.findings = findings;
    }

    void check(FlowScreen screen) {
        var hasForm = screen.components().stream()
                .anyMatch(component -> component.schema().form());
        Map<SourceObject, Set<String>> names = new IdentityHashMap<>();
        for (var component : screen.components()) {
            if (component.schema().isInput()) {
                placement(component, hasForm);
                name(component, names.computeIfAbsent(scope(component, screen), form -> new HashSet<>()));
            } else if (component.schema().form()) {
                initValues(component.object(), screen);
            }
        }
    }

    /** A screen without a form is the form of its inputs. */
    private static SourceObject scope(FlowComponent component, FlowScreen screen) {
        return component.form() == null ? screen.object() : component.form();
    }

    private void placement(FlowComponent input, boolean hasForm) {
        if (input.form() == null) {
            findings.object("form-required", input.object(), input.type());
            if (hasForm) {
                findings.object("form-outside", input.object(), input.type());
            }
        }
    }

    private void name(FlowComponent input, Set<String> names) {
        var name = input.name();
        if (name.isPresent() && !names.add(name.get())) {
            findings.value("form-duplicate-name", input.object().value("name").orElseThrow(), name.get());
        }
    }

    private void initValues(SourceObject form, FlowScreen screen) {
        form.object("init-values").ifPresent(values -> values.members().forEach(member -> screen.input(member.name())
                .filter(input -> input.schema().media() != null)
                .ifPresent(input -> findings.key("form-init-media", values, member, input.type(), member.name()))));
    }
}
