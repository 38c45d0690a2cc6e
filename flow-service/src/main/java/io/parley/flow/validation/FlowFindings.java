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
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors of one Flow and keeps the first ones by position. Paths and messages are built at the end, for those
 * that are kept: a Flow can have as many errors as values.
 */
final class FlowFindings {
    private static final Comparator<Finding> ORDER = Comparator.<Finding>comparingInt(
                    finding -> finding.span().start())
            .thenComparing(finding -> finding.rule().error())
            .thenComparing(finding -> finding.rule().message());

    private static final List<String> IDENTIFIERS = List.of("id", "type", "name");

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

    private record Finding(
            FlowRule rule,
            SourceSpan span,
            SourceValue at,
            @Nullable String child,
            Object[] values) {
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
        for (var name : IDENTIFIERS) {
            var value = object.value(name);
            if (value.isPresent() && value.get().isString()) {
                return value.get().token();
            }
        }
        return object.token();
    }

    private void add(String id, SourceSpan span, SourceValue at, @Nullable String child, Object[] values) {
        var rule = FlowRule.named(id, rules);
        var isLate = truncated && span.start() > kept.element().span().start();
        if (isLate || !version.isWithin(rule.since(), rule.until())) {
            return;
        }
        kept.add(new Finding(rule, span, at, child, values));
        if (kept.size() > FlowValidator.MAX_ERRORS) {
            kept.poll();
            truncated = true;
        }
    }

    SourceText source() {
        return source;
    }

    boolean truncated() {
        return truncated;
    }

    List<FlowValidationError> errors() {
        return kept.stream().sorted(ORDER).map(this::error).distinct().toList();
    }

    private FlowValidationError error(Finding finding) {
        var start = source.position(finding.span().start());
        var end = source.lastPosition(finding.span());
        var pointer = new FlowErrorPointer(start.line(), end.line(), start.column(), end.column(), finding.path());
        return FlowValidationError.of(finding.rule().error(), finding.rule().text(finding.values()), pointer);
    }
}
