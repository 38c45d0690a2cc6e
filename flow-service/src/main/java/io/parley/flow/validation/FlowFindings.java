package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceMember;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceSpan;
import io.parley.flow.validation.source.SourceText;
import io.parley.flow.validation.source.SourceValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Collects the errors of one Flow and keeps the first ones by position. Paths and messages are built at the end, for those
 * that are kept: a Flow can have as many errors as values.
 */
final class FlowFindings {
    private static final Comparator<Finding> ORDER = Comparator.<Finding>comparingInt(
                    finding -> finding.span().start())
            .thenComparing(finding -> finding.rule().error())
            .thenComparing(finding -> finding.rule().message());

    private final SourceText source;
    private final FlowVersion version;
    private final Map<String, FlowRule> rules;
    private final PriorityQueue<Finding> kept = new PriorityQueue<>(ORDER.reversed());
    private boolean truncated;

    FlowFindings(SourceText source, FlowVersion version, Map<String, FlowRule> rules) {
        this.source = source;
        this.version = version;
        this.rules = rules;
    }

    private record Finding(FlowRule rule, SourceSpan span, SourceValue at, String child, Object[] values) {
        String path() {
            if (at == null) {
                return "";
            }
            var path = at.path();
            return child == null ? path : path.isEmpty() ? child : path + "." + child;
        }
    }

    /** Reports a value. */
    void value(String rule, SourceValue value, Object... values) {
        add(rule, value.token(), value, null, values);
    }

    /** Reports a part of a value. */
    void part(String rule, SourceValue value, SourceSpan part, Object... values) {
        add(rule, part, value, null, values);
    }

    /** Reports a member at its key. */
    void key(String rule, SourceObject owner, SourceMember member, Object... values) {
        add(rule, member.key(), owner, member.name(), values);
    }

    /** Reports an object as a whole at what identifies it: its id, type or name, or its opening brace. */
    void object(String rule, SourceObject object, Object... values) {
        add(rule, anchor(object), object, null, values);
    }

    /** Reports a member that is missing. */
    void missing(String rule, SourceObject owner, String member, Object... values) {
        add(rule, anchor(owner), owner, member, values);
    }

    private static SourceSpan anchor(SourceObject object) {
        return Stream.of("id", "type", "name")
                .flatMap(name -> object.value(name).stream())
                .filter(SourceValue::isString)
                .map(SourceValue::token)
                .findFirst()
                .orElse(object.token());
    }

    private void add(String id, SourceSpan span, SourceValue at, String child, Object[] values) {
        var rule = rules.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("there is no rule " + id);
        }
        if (version.isWithin(rule.since(), rule.until())) {
            if (truncated && span.start() > kept.element().span().start()) {
                return;
            }
            kept.add(new Finding(rule, span, at, child, values));
            if (kept.size() > FlowValidator.MAX_ERRORS) {
                kept.poll();
                truncated = true;
            }
        }
    }

    boolean truncated() {
        return truncated;
    }

    List<FlowValidationError> errors() {
        return kept.stream().sorted(ORDER).map(this::error).distinct().toList();
    }

    private FlowValidationError error(Finding finding) {
        var start = source.position(finding.span().start());
        var end =
                source.position(Math.max(finding.span().start(), finding.span().end() - 1));
        var pointer = new FlowErrorPointer(start.line(), end.line(), start.column(), end.column(), finding.path());
        return FlowValidationError.of(finding.rule().error(), finding.rule().text(finding.values()), pointer);
    }
}
