package io.parley.flow.validation;

import io.parley.flow.validation.BindingResolver.BoundValue;
import io.parley.flow.validation.expression.BindingTypes;
import io.parley.flow.validation.expression.Expression;
import io.parley.flow.validation.expression.ExpressionFault;
import io.parley.flow.validation.expression.FlowBinding;
import io.parley.flow.validation.expression.ValueType;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceScalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that bindings and expressions refer to something that exists and has the type that is needed. */
final class BindingCheck {
    private static final String REFERENCE = "reference-";
    private static final int MAX_REMEMBERED = 1000;

    private final FlowFindings findings;
    private final FlowVersion version;
    private final FlowSchema schema;
    private final BindingResolver resolver;
    /** Bindings of the current expression that have no target. */
    private final Map<String, BoundValue> broken = new LinkedHashMap<>();
    /** Types of the valid expressions of the current screen, whose components often share a condition. */
    private final Map<String, ValueType> valid = new HashMap<>();

    private @Nullable FlowScreen current;

    BindingCheck(FlowFindings findings, FlowVersion version, FlowSchema schema, BindingResolver resolver) {
        this.findings = findings;
        this.version = version;
        this.schema = schema;
        this.resolver = resolver;
    }

    void check(FlowScreen screen) {
        for (var use : screen.bindings()) {
            var text = use.text();
            if (use.schema().expression() != null) {
                expression(use.value(), text, true, screen, "binding-");
            } else if (Expression.isNested(text)) {
                type(
                        use,
                        expression(use.value(), text, false, screen, "binding-"),
                        use.schema().is());
            } else {
                property(use, text, screen);
            }
        }
    }

    private void property(BoundProperty use, String text, FlowScreen screen) {
        var target = resolver.resolve(text, screen);
        if (target == BoundValue.NO_BINDING) {
            findings.value("binding-malformed", use.value(), text);
            return;
        }
        report(target, use.value(), text, screen, "binding-");
        type(use, target.type(), use.schema().is());
        var required = use.schema().bindItems();
        if (required != null) {
            target.dataSchema().ifPresent(found -> items(use, text, found, required));
        }
    }

    private void type(BoundProperty use, ValueType type, List<String> allowed) {
        for (var name : allowed) {
            if (type.fits(ValueType.of(name))) {
                return;
            }
        }
        findings.value("binding-type", use.value(), use.property(), String.join(" or ", allowed), type);
    }

    private void items(BoundProperty use, String text, SourceObject dataSchema, List<String> required) {
        var properties = dataSchema.object("items").flatMap(items -> items.object("properties"));
        properties.ifPresent(present -> required.stream()
                .filter(name -> !present.has(name))
                .findFirst()
                .ifPresent(name -> findings.value("binding-items", use.value(), text, name)));
    }

    /**
     * Checks a value of a payload.
     *
     * @param text its text; null if it is not a string
     * @return its type
     */
    ValueType payload(SourceScalar value, @Nullable String text, FlowScreen screen) {
        if (text == null) {
            return ValueType.of(value.type());
        }
        if (FlowDynamicText.isNested(text, version, schema)) {
            return expression(value, text, false, screen, "payload-");
        }
        if (!FlowBinding.looksLikeOne(text)) {
            return ValueType.STRING;
        }
        var target = resolver.resolve(text, screen);
        if (target == BoundValue.NO_BINDING) {
            findings.value("binding-malformed", value, text);
        }
        report(target, value, text, screen, "payload-");
        return target.type();
    }

    private ValueType expression(
            SourceScalar value, String text, boolean isCondition, FlowScreen screen, String prefix) {
        if (screen != current) {
            current = screen;
            valid.clear();
        }
        var known = valid.get(text);
        if (known != null) {
            return known;
        }
        broken.clear();
        try {
            var type = typeOf(text, isCondition, screen);
            broken.forEach((binding, target) -> report(target, value, binding, screen, prefix));
            if (broken.isEmpty() && valid.size() < MAX_REMEMBERED) {
                valid.put(text, type);
            }
            return type;
        } catch (ExpressionFault fault) {
            var part = value.spanOf(fault.from(), fault.to());
            findings.part("expression-" + fault.rule(), value, part, text);
            return ValueType.UNKNOWN;
        }
    }

    /** A text that is valid as a condition is not valid as a nested expression: one of them has backticks. */
    private ValueType typeOf(String text, boolean isCondition, FlowScreen screen) throws ExpressionFault {
        BindingTypes types = (expression, from, to) -> {
            var target = resolver.resolve(expression, from, to, screen);
            if (target.fault().isPresent() && broken.size() <= FlowValidator.MAX_ERRORS) {
                broken.put(new String(expression, from, to - from), target);
            }
            return target == BoundValue.NO_BINDING ? null : target.type();
        };
        if (isCondition) {
            Expression.requireCondition(text, types);
            return ValueType.BOOLEAN;
        }
        return Expression.typeOfNested(text, types);
    }

    private void report(BoundValue target, SourceScalar value, String binding, FlowScreen screen, String prefix) {
        if (target.fault().isPresent()) {
            var fault = target.fault().get();
            var rule = fault.startsWith(REFERENCE) ? fault : prefix + fault;
            findings.value(rule, value, binding, screen.id());
        }
    }
}
