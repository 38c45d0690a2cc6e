package io.parley.flow.validation.source;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A JSON object. Of members with the same name, the first one counts. */
public final class SourceObject extends SourceValue {
    private static final SourceMember[] NONE = {};
    private static final int MAX_SCANNED = 8;

    private SourceMember[] members = NONE;
    private Map<String, SourceMember> byName;

    SourceObject(SourceText source, SourceValue parent, int start) {
        super(source, parent, start);
    }

    void complete(List<SourceMember> read) {
        members = read.isEmpty() ? NONE : read.toArray(NONE);
        if (members.length > MAX_SCANNED) {
            byName = HashMap.newHashMap(members.length);
            for (var member : members) {
                byName.putIfAbsent(member.name(), member);
            }
        }
    }

    @Override
    public String type() {
        return "object";
    }

    @Override
    String segment(SourceValue child) {
        return Arrays.stream(members)
                .filter(member -> member.value() == child)
                .map(member -> "." + member.name())
                .findFirst()
                .orElseThrow();
    }

    /** Returns all members in their order, those with a repeated name too. */
    public List<SourceMember> members() {
        source.count(members.length);
        return Collections.unmodifiableList(Arrays.asList(members));
    }

    /** Returns the first member that fits. It reads no further. */
    public Optional<SourceMember> first(Predicate<SourceMember> fits) {
        for (var member : members) {
            source.count(1);
            if (fits.test(member)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    public Optional<SourceMember> member(String name) {
        return Optional.ofNullable(find(name));
    }

    public Optional<SourceValue> value(String name) {
        var member = find(name);
        return member == null ? Optional.empty() : Optional.of(member.value());
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** Returns the text of a member that is a string. */
    public Optional<String> text(String name) {
        return value(name).map(SourceValue::textOrNull);
    }

    /** Returns a member that is an object. */
    public Optional<SourceObject> object(String name) {
        return value(name).filter(SourceObject.class::isInstance).map(SourceObject.class::cast);
    }

    /** Returns the items of a member that is an array; none if it is not. */
    public List<SourceValue> items(String name) {
        return value(name)
                .map(value -> value instanceof SourceArray array ? array.items() : List.<SourceValue>of())
                .orElse(List.of());
    }

    /** Returns the items of a member that are objects. */
    public List<SourceObject> objects(String name) {
        return items(name).stream()
                .filter(SourceObject.class::isInstance)
                .map(SourceObject.class::cast)
                .toList();
    }

    /** Whether a member is the literal {@code true}. */
    public boolean isTrue(String name) {
        return value(name).filter(SourceValue::isTrue).isPresent();
    }

    private SourceMember find(String name) {
        if (byName != null) {
            source.count(1);
            return byName.get(name);
        }
        for (var member : members) {
            source.count(1);
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }
}
