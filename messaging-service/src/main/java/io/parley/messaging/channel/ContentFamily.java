package io.parley.messaging.channel;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.json.Suggestion;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of content of one channel, by {@code contentType}.
 *
 * @param foreign for each kind the body members of all other kinds; one of them in a content is a violation
 * @param implied the kind of a content without {@code contentType}; null if it is required
 * @param bulkKinds the kinds that are allowed in a bulk, in declaration order
 */
record ContentFamily(
        Map<String, Set<String>> foreign, @Nullable String implied, Set<String> bulkKinds) {

    static final String KIND = "contentType";

    /** Spelling of {@link #KIND} that public client libraries send. */
    private static final String TOLERATED_KIND = "type";

    /** @param bodies body members of the contents of all channels */
    static ContentFamily of(Class<?> family, Set<String> bodies) {
        Map<String, Set<String>> foreign = new LinkedHashMap<>();
        leaves(family).forEach(member -> foreign.put(name(member), foreign(member, bodies)));
        var info = family.getAnnotation(JsonTypeInfo.class);
        var implied = info == null || !family.isAssignableFrom(info.defaultImpl()) ? null : name(info.defaultImpl());
        return new ContentFamily(foreign, implied, bulkKinds(family));
    }

    /** The body members of a family: each kind of content has the body in the member that has the name of the kind. */
    static Stream<String> bodies(Class<?> family) {
        return leaves(family).map(ContentFamily::name);
    }

    /** Sets a missing {@code contentType} from the tolerated spelling or the default. */
    void name(ObjectNode content) {
        if (content.has(KIND)) {
            return;
        }
        if (content.path(TOLERATED_KIND).isTextual()) {
            content.set(KIND, content.remove(TOLERATED_KIND));
        } else if (implied != null) {
            content.put(KIND, implied);
        }
    }

    /** Validates that the content has exactly the body that its kind names. Returns the remedy; empty if it is valid. */
    Optional<String> validate(ObjectNode content, boolean inBulk) {
        var kind = content.get(KIND);
        var named = kind == null || !kind.isTextual() ? null : kind.textValue();
        var bodies = named == null ? null : foreign.get(named);
        if (named == null || bodies == null) {
            var offered = inBulk ? bulkKinds : foreign.keySet();
            var suggestion = named == null ? "" : Suggestion.of(named, offered);
            return Optional.of("must be one of " + String.join(", ", offered) + suggestion);
        }
        return hasAny(content, bodies) ? Optional.of(remedy(named, content, bodies)) : Optional.empty();
    }

    private static boolean hasAny(ObjectNode content, Set<String> bodies) {
        for (var member : content.properties()) {
            if (bodies.contains(member.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static String remedy(String kind, ObjectNode content, Set<String> bodies) {
        var unexpected = bodies.stream().filter(content::has).sorted().collect(Collectors.joining(", "));
        return "is " + kind + ", but the content also has " + unexpected
                + "; send only the member that contentType names";
    }

    private static Set<String> bulkKinds(Class<?> family) {
        return leaves(family)
                .filter(member -> !member.isAnnotationPresent(NotInBulks.class))
                .map(ContentFamily::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> foreign(Class<?> member, Set<String> bodies) {
        var foreign = new HashSet<>(bodies);
        Arrays.stream(member.getRecordComponents())
                .map(RecordComponent::getName)
                .forEach(foreign::remove);
        return Set.copyOf(foreign);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ContentFamily::leaves)
                : Stream.of(type);
    }

    private static String name(Class<?> member) {
        var name = member.getAnnotation(JsonTypeName.class);
        if (name == null || !member.isRecord()) {
            throw new IllegalStateException(member + " must be a record with @JsonTypeName");
        }
        return name.value();
    }
}
