package io.parley.messaging.channel;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds members of a record, and of nested records, that are not set in any of the given values. */
final class UnusedMembers {
    private final Set<Type> seen = new HashSet<>();
    private final Set<String> unused = new TreeSet<>();

    private UnusedMembers() {}

    static Set<String> of(Class<?> type, Collection<?> values) {
        var members = new UnusedMembers();
        members.declare(type);
        values.forEach(members::markUsed);
        return members.unused;
    }

    private void declare(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::declare);
        } else if (type instanceof Class<?> plain && seen.add(plain)) {
            declareMembers(plain);
        }
    }

    private void declareMembers(Class<?> type) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::declare);
        } else if (type.isRecord()) {
            for (var member : type.getRecordComponents()) {
                unused.add(name(member));
                declare(member.getGenericType());
            }
        }
    }

    private void markUsed(Object value) {
        switch (value) {
            case Collection<?> values -> values.forEach(this::markUsed);
            case Map<?, ?> entries -> entries.values().forEach(this::markUsed);
            case Record given ->
                Arrays.stream(given.getClass().getRecordComponents()).forEach(member -> markUsed(member, given));
            default -> {}
        }
    }

    private void markUsed(RecordComponent member, Record given) {
        try {
            var accessor = member.getAccessor();
            accessor.setAccessible(true);
            var value = accessor.invoke(given);
            if (value != null) {
                unused.remove(name(member));
                markUsed(value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + name(member), e);
        }
    }

    private static String name(RecordComponent member) {
        return member.getDeclaringRecord().getTypeName() + "." + member.getName();
    }
}
