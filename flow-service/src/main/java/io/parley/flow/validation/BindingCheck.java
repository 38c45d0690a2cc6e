package io.parley.flow.validation;

import io.parley.flow.validation.expression.Expression;
import io.parley.flow.validation.expression.ExpressionFault;
import io.parley.flow.validation.expression.FlowBinding;
import io.parley.flow.validation.expression.ValueType;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceScalar;
import java.util.List;

/** Checks that bindings and expressions refer to something that exists and has the type that is needed. */
final class BindingCheck {
    private static final String REFERENCE = "reference-";

    private final FlowFindings findings;
    private final FlowVersion version;
    private final FlowSchema schema;
    private final BindingResolver resolver;

    BindingCheck(FlowFindings findings, FlowVersion version, FlowSchema schema, BindingResolver resolver) {
        this.findings = findings;
        this.version = version;
        this.schema = schema;
        this.resolver = resolver;
    }

    void check(FlowScreen screen) {
        for (var use : screen.bindings()) {
            var text = use.value().textOrNull();
            var types = use.schema().is();
            if (use.schema().expression() != null) {
                expression(use.value(), text, true, screen, "binding-");
            } else if (Expression.isNested(text)) {
                type(use, expression(use.value(), text, false, screen, "binding-"), types);
            } else {
                property(use, text, screen);
            }
        }
    }

    private void property(BindingUse use, String text, FlowScreen screen) {
        var binding = FlowBinding.parse(text);
        if (binding.isEmpty()) {
            findings.value("binding-malformed", use.value(), text);
            return;
        }
        var target = resolve(use.value(), binding.get(), screen, "binding-");
        type(use, target.type(), use.schema().is());
        var required = use.schema().bindItems();
        if (required != null) {
            target.dataSchema().ifPresent(found -> items(use, text, found, required));
        }
    }

    private void type(BindingUse use, ValueType type, List<String> allowed) {
        if (allowed.stream().map(ValueType::of).noneMatch(type::fits)) {
            findings.value("binding-type", use.value(), use.property(), String.join(" or ", allowed), type);
        }
    }

    private void items(BindingUse use, String text, SourceObject dataSchema, List<String> required) {
        var properties = dataSchema.object("items").flatMap(items -> items.object("properties"));
        properties.ifPresent(present -> required.stream()
                .filter(name -> !present.has(name))
                .findFirst()
                .ifPresent(name -> findings.value("binding-items", use.value(), text, name)));
    }

    /**
     * Checks a value of a payload.
     *
     * @return its type
     */
    ValueType payload(SourceScalar value, FlowScreen screen) {
        if (!value.isString()) {
            return ValueType.of(value.type());
        }
        var text = value.textOrNull();
        if (DynamicText.isNested(text, version, schema)) {
            return expression(value, text, false, screen, "payload-");
        }
        if (!FlowBinding.looksLikeOne(text)) {
            return ValueType.STRING;
        }
        var binding = FlowBinding.parse(text);
        if (binding.isEmpty()) {
            findings.value("binding-malformed", value, text);
            return ValueType.UNKNOWN;
        }
        return resolve(value, binding.get(), screen, "payload-").type();
    }

    private ValueType expression(
            SourceScalar value, String text, boolean isCondition, FlowScreen screen, String prefix) {
        try {
            var expression = isCondition
                    ? Expression.condition(
                            text, binding -> resolver.resolve(binding, screen).type())
                    : Expression.nested(
                            text, binding -> resolver.resolve(binding, screen).type());
            expression.bindings().forEach(binding -> resolve(value, binding, screen, prefix));
            return expression.type();
        } catch (ExpressionFault fault) {
            var part = value.spanOf(fault.from(), fault.to());
            findings.part("expression-" + fault.rule(), value, part, text);
            return ValueType.UNKNOWN;
        }
    }

    private BindingResolver.BoundValue resolve(
            SourceScalar value, FlowBinding binding, FlowScreen screen, String prefix) {
        var target = resolver.resolve(binding, screen);
        target.fault().ifPresent(fault -> {
            var rule = fault.startsWith(REFERENCE) ? fault : prefix + fault;
            findings.value(rule, value, binding.text(), screen.id());
        });
        return target;
    }
}
