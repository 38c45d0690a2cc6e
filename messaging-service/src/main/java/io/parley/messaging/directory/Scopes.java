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

/** Scopes of keys and identities: how they are stored, and what holds where none are given. */
final class Scopes {

    /** A key acts on the account and, together with an identity's scopes, on identities. */
    static final Set<Scope> OF_KEYS = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

    static final Set<Scope> OF_SENDERS =
            Arrays.stream(Scope.values()).filter(Scope::ofChannel).collect(Collectors.toUnmodifiableSet());

    private Scopes() {}

    /** Those given, or all of the layer if the member was left out. An empty list gives none. */
    static String[] store(List<Scope> given, Set<Scope> otherwise) {
        return ordered(given == null ? otherwise : given).stream()
                .map(Scope::value)
                .toArray(String[]::new);
    }

    /** What a release before or after this one stored is left out. */
    static Set<Scope> read(String[] stored) {
        return ordered(
                Arrays.stream(stored).map(Scope::of).flatMap(Optional::stream).toList());
    }

    /** Complains about scopes of the wrong layer. */
    static void check(List<Scope> given, Predicate<Scope> layer, String path, Violations out) {
        for (var i = 0; given != null && i < given.size(); i++) {
            if (!layer.test(given.get(i))) {
                out.add(path + "[" + i + "]", "is not a scope that an identity can have");
            }
        }
    }

    private static Set<Scope> ordered(Collection<Scope> scopes) {
        Set<Scope> ordered = EnumSet.noneOf(Scope.class);
        ordered.addAll(scopes);
        return Collections.unmodifiableSet(ordered);
    }
}
