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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of content one channel offers, by their {@code contentType}.
 *
 * @param foreign for each kind the bodies of all others, by which a content of two kinds gives itself away
 * @param implied the kind of a content that does not say it; null if it must
 * @param bulkKinds the kinds that may be entries of a bulk, in the order of all
 */
record ContentFamily(Map<String, Set<String>> foreign, String implied, Set<String> bulkKinds) {

    static final String KIND = "contentType";

    /** Spelling of {@link #KIND} that public clients send. */
    private static final String TOLERATED_KIND = "type";

    /** Members by which the contract's contents of all channels carry themselves. */
    private static final Set<String> BODIES = Set.of(
            "text",
            "image",
            "document",
            "video",
            "audio",
            "sticker",
            "location",
            "reaction",
            "contacts",
            "template",
            "interactive",
            "file",
            "components",
            "list",
            "carousel");

    static ContentFamily of(Class<?> family) {
        Map<String, Set<String>> foreign = new LinkedHashMap<>();
        leaves(family).forEach(member -> foreign.put(name(member), foreign(member)));
        var info = family.getAnnotation(JsonTypeInfo.class);
        var implied = info == null || !family.isAssignableFrom(info.defaultImpl()) ? null : name(info.defaultImpl());
        return new ContentFamily(foreign, implied, bulkKinds(family));
    }

    /** Gives the content its {@code contentType} where a tolerance or a default allows to leave it out. */
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

    /** What is wrong with the content's kind; null if it names the one content that is given. */
    String validate(ObjectNode content, boolean inBulk) {
        var kind = content.get(KIND);
        var bodies = kind == null || !kind.isTextual() ? null : foreign.get(kind.textValue());
        if (bodies == null) {
            var offered = inBulk ? bulkKinds : foreign.keySet();
            var near = kind == null || !kind.isTextual() ? "" : Suggestion.of(kind.textValue(), offered);
            return "must be one of " + String.join(", ", offered) + near;
        }
        var strangers = bodies.stream().filter(content::has).sorted().toList();
        return strangers.isEmpty()
                ? null
                : "says " + kind.textValue() + ", but the content has also " + String.join(", ", strangers)
                        + "; give exactly the one content that contentType names";
    }

    private static Set<String> bulkKinds(Class<?> family) {
        return leaves(family)
                .filter(member -> !member.isAnnotationPresent(NotInBulks.class))
                .map(ContentFamily::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> foreign(Class<?> member) {
        var foreign = new HashSet<>(BODIES);
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
