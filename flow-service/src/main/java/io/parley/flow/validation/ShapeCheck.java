package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceScalar;
import io.parley.flow.validation.source.SourceValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about several members of one object, and about numbers of items. */
final class ShapeCheck {
    private final FlowFindings findings;

    ShapeCheck(FlowFindings findings) {
        this.findings = findings;
    }

    void check(SourceObject object, ShapeSchema shape, String owner) {
        orNone(shape.requires()).forEach((name, other) -> {
            if (object.has(name) && !object.has(other)) {
                findings.key("dependency", object, object.member(name).orElseThrow(), name, other);
            }
        });
        for (var names : orNone(shape.exclusive())) {
            exclusive(object, names, owner);
        }
        for (var names : orNone(shape.ordered())) {
            ordered(object, names.getFirst(), names.getLast(), owner);
        }
        orNone(shape.nestedExclusive()).forEach((list, names) -> nestedExclusive(object, list, names, owner));
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Map<String, T> orNone(Map<String, T> map) {
        return map == null ? Map.of() : map;
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
                object.objects(list).stream()
                        .filter(item -> item.has(name))
                        .findFirst()
                        .flatMap(item -> item.member(name))
                        .ifPresent(member -> findings.value("exclusive-nested", member.value(), name, owner, list));
            }
        }
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
        orNone(property.maxItemsWith()).forEach((member, max) -> {
            var items = array.items();
            if (items.size() > max
                    && items.stream().anyMatch(item -> item instanceof SourceObject object && object.has(member))) {
                findings.value("items-max-with", array, name, max, member, items.size());
            }
        });
    }
}
