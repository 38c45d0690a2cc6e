package io.parley.flow.validation.source;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A JSON object. Of members with the same name, the first one counts. */
public final class SourceObject extends SourceValue {
    static final SourceMember[] NONE = {};
    private static final int MAX_SCANNED = 16;
    /** Random, so that a file cannot be made whose names collide, as for {@link String#hashCode}. */
    private static final int MULTIPLIER = new SecureRandom().nextInt() | 1;

    private SourceMember[] members = NONE;
    /** The first members of their names, by hash with linear probing; null if there are few members. */
    private @Nullable SourceMember @Nullable [] index;

    SourceObject(SourceText source, int start) {
        super(source, start, start + 1);
    }

    void complete(SourceMember[] read) {
        members = read;
        if (members.length > MAX_SCANNED) {
            var table = new @Nullable SourceMember[Integer.highestOneBit(members.length + members.length / 2) * 2];
            for (var member : members) {
                var slot = slot(member.name(), table);
                if (table[slot] == null) {
                    table[slot] = member;
                }
            }
            index = table;
        }
    }

    /** Whether a name exists twice. Names of different hashes are different, which is known for most objects without a search. */
    boolean repeats() {
        var hashes = 0L;
        for (var member : members) {
            var bit = 1L << member.name().hashCode();
            if ((hashes & bit) != 0 && isRepeated(member)) {
                return true;
            }
            hashes |= bit;
        }
        return false;
    }

    /** Returns the slot of a name, which is empty if no member has it. */
    private static int slot(String name, @Nullable SourceMember[] table) {
        var hash = 0;
        for (var i = 0; i < name.length(); i++) {
            hash = hash * MULTIPLIER + name.charAt(i);
        }
        var slot = (hash ^ hash >>> 16) & table.length - 1;
        for (var known = table[slot]; known != null && !known.name().equals(name); known = table[slot]) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    @Override
    public String type() {
        return "object";
    }

    @Override
    public int size() {
        return members.length;
    }

    /** Returns a member by its number from 0. */
    public SourceMember member(int number) {
        source.count(1);
        return members[number];
    }

    @Override
    SourceValue child(int number) {
        return members[number].value();
    }

    @Override
    String segment(int number) {
        return "." + members[number].name();
    }

    /** Returns all members in their order, those with a repeated name too. */
    public List<SourceMember> members() {
        source.count(members.length);
        return Collections.unmodifiableList(Arrays.asList(members));
    }

    /** Whether an earlier member has the same name. */
    public boolean isRepeated(SourceMember member) {
        return find(member.name()) != member;
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

    private @Nullable SourceMember find(String name) {
        var table = index;
        if (table != null) {
            source.count(1);
            return table[slot(name, table)];
        }
        var hash = name.hashCode();
        for (var i = 0; i < members.length; i++) {
            var known = members[i].name();
            if (known.hashCode() == hash && known.equals(name)) {
                source.count(i + 1);
                return members[i];
            }
        }
        source.count(members.length);
        return null;
    }
}
