package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceScalar;
import io.parley.flow.validation.source.SourceValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Rules about several members of one object, and about numbers of items. */
final class ShapeCheck {
    private final FlowFindings findings;

    ShapeCheck(FlowFindings findings) {
        this.findings = findings;
    }

    void check(SourceObject object, ShapeSchema shape, String owner) {
        if (shape.requires() != null) {
            shape.requires().forEach((name, other) -> requires(object, name, other));
        }
        if (shape.exclusive() != null) {
            shape.exclusive().forEach(names -> exclusive(object, names, owner));
        }
        if (shape.ordered() != null) {
            shape.ordered().forEach(names -> ordered(object, names.getFirst(), names.getLast(), owner));
        }
        if (shape.nestedExclusive() != null) {
            shape.nestedExclusive().forEach((list, names) -> nestedExclusive(object, list, names, owner));
        }
    }

    private void requires(SourceObject object, String name, String other) {
        if (object.has(name) && !object.has(other)) {
            findings.key("dependency", object, object.member(name).orElseThrow(), name, other);
        }
    }

    private void exclusive(SourceObject object, List<String> names, String owner) {
        if (!object.has(names.getFirst()) && !object.has(names.getLast())) {
            return;
        }
        var present = names.stream().filter(object::has).toList();
        if (present.size() > 1) {
            var last = object.member(present.getLast()).orElseThrow();
            findings.key("exclusive", object, last, String.join(", ", present), owner);
        }
    }

    private void ordered(SourceObject object, String min, String max, String owner) {
        var first = object.value(min);
        var second = object.value(max);
        if (first.isPresent() && second.isPresent() && isGreater(first.get(), second.get())) {
            findings.value("min-greater-than-max", first.get(), min, max, owner);
        }
    }

    /** Compares numbers, and dates as text; everything else is known only when the Flow runs. */
    private static boolean isGreater(SourceValue first, SourceValue second) {
        var numbers = number(first).flatMap(one -> number(second).map(one::compareTo));
        if (numbers.isPresent()) {
            return numbers.get() > 0;
        }
        var one = first.textOrNull();
        var two = second.textOrNull();
        return one != null && two != null && FlowDates.isDay(one) && FlowDates.isDay(two) && one.compareTo(two) > 0;
    }

    private static Optional<BigDecimal> number(SourceValue value) {
        return value instanceof SourceScalar scalar ? ScalarCheck.number(scalar) : Optional.empty();
    }

    private void nestedExclusive(SourceObject object, String list, List<String> names, String owner) {
        for (var name : names) {
            if (object.has(name)) {
                nested(object, list, name)
                        .ifPresent(value -> findings.value("exclusive-nested", value, name, owner, list));
            }
        }
    }

    /** Returns the first value of a member in the items of a list. */
    private static Optional<SourceValue> nested(SourceObject object, String list, String name) {
        for (var item : object.items(list)) {
            if (item instanceof SourceObject option && option.has(name)) {
                return option.value(name);
            }
        }
        return Optional.empty();
    }

    /** Checks the number of items of an array or of members of an object. */
    void size(SourceValue value, int size, ValueSchema property, String name, FlowVersion version) {
        var min = ScalarCheck.limit(property.minItems(), version);
        if (min.isPresent() && size < min.get()) {
            var rule = property.emptyRule() == null ? "items-min" : property.emptyRule();
            findings.value(rule, value, name, min.get());
        }
        var max = ScalarCheck.limit(property.maxItems(), version);
        if (max.isPresent() && size > max.get()) {
            findings.value("items-max", value, name, max.get(), size);
        }
    }

    void maxItemsWith(SourceArray array, ValueSchema property, String name) {
        if (property.maxItemsWith() == null) {
            return;
        }
        property.maxItemsWith().forEach((member, max) -> {
            if (array.size() > max
                    && array.items().stream()
                            .anyMatch(item -> item instanceof SourceObject object && object.has(member))) {
                findings.value("items-max-with", array, name, max, member, array.size());
            }
        });
    }
}
