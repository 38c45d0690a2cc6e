package io.parley.messaging.directory;

import io.parley.model.Scope;
import io.parley.runtime.json.Violations;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores, reads and checks the scopes of keys and senders. */
final class Scopes {

    /** Default scopes of a key, which applies to the account and, together with a sender's scopes, to senders. */
    static final Set<Scope> OF_KEYS = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

    static final Set<Scope> OF_SENDERS =
            Arrays.stream(Scope.values()).filter(Scope::ofChannel).collect(Collectors.toUnmodifiableSet());

    private Scopes() {}

    /** The given scopes, or the default if the member was left out. An empty list grants none. */
    static String[] store(@Nullable List<Scope> given, Set<Scope> defaults) {
        return ordered(given == null ? defaults : given).stream()
                .map(Scope::value)
                .toArray(String[]::new);
    }

    /** Ignores scopes that this release does not know. */
    static Set<Scope> read(String[] stored) {
        return ordered(
                Arrays.stream(stored).map(Scope::of).flatMap(Optional::stream).toList());
    }

    /** Adds a violation for each scope of the wrong layer. */
    static void check(@Nullable List<Scope> given, Predicate<Scope> layer, String path, Violations out) {
        for (var i = 0; given != null && i < given.size(); i++) {
            if (!layer.test(given.get(i))) {
                out.add(path + "[" + i + "]", "is not a scope that a sender can have");
            }
        }
    }

    private static Set<Scope> ordered(Collection<Scope> scopes) {
        Set<Scope> ordered = EnumSet.noneOf(Scope.class);
        ordered.addAll(scopes);
        return Collections.unmodifiableSet(ordered);
    }
}
