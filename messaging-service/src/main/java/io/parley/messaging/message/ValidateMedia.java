package io.parley.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.media.OutboundMedia;
import io.parley.messaging.model.MediaKind;
import io.parley.runtime.json.Violations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks that the uploads that messages name exist, belong to the caller and have the right kind. */
@Singleton
class ValidateMedia {

    private final OutboundMedia media;
    private final ObjectMapper json;

    ValidateMedia(OutboundMedia media, ObjectMapper json) {
        this.media = media;
        this.json = json;
    }

    /** @param path of the content in the request */
    private record MediaReference(UUID file, MediaKind kind, String path, String content) {}

    /**
     * Fails with one problem that lists every invalid upload. Costs nothing if no upload is named.
     *
     * @param found violations found before
     */
    Uni<Void> check(AcceptBatch acceptBatch, List<ParsedMessage> messages, Violations found) {
        var references = references(messages).toList();
        if (references.isEmpty()) {
            return Uni.createFrom().voidItem().invoke(found::throwIfAny);
        }
        var files = references.stream().map(MediaReference::file).collect(Collectors.toSet());
        return media.check(acceptBatch.lead().reference().accountId(), files)
                .invoke(mediaCheck -> report(references, mediaCheck, found))
                .replaceWithVoid();
    }

    private void report(List<MediaReference> references, OutboundMedia.MediaCheck mediaCheck, Violations violations) {
        references.forEach(reference -> mediaCheck
                .error(reference.file(), reference.kind())
                .ifPresent(error -> violations.add(pathOf(reference), error)));
        violations.throwIfAny();
    }

    private static Stream<MediaReference> references(List<ParsedMessage> messages) {
        return IntStream.range(0, messages.size()).boxed().flatMap(i -> {
            var message = messages.get(i);
            var path = ParsedMessage.path(messages, i);
            return message.content().media().entrySet().stream()
                    .map(file -> new MediaReference(file.getKey(), file.getValue(), path, message.contentJson()));
        });
    }

    private String pathOf(MediaReference reference) {
        try {
            return pathOf(
                            json.readTree(reference.content()),
                            reference.path(),
                            reference.file().toString())
                    .orElse(reference.path());
        } catch (JsonProcessingException e) {
            return reference.path();
        }
    }

    /** Path of this text in the tree. */
    private static Optional<String> pathOf(JsonNode node, String path, String text) {
        if (node.isTextual()) {
            return node.textValue().equalsIgnoreCase(text) ? Optional.of(path) : Optional.empty();
        }
        var members =
                node.properties().stream().map(member -> pathOf(member.getValue(), path + "." + member.getKey(), text));
        var elements = IntStream.range(0, node.isArray() ? node.size() : 0)
                .mapToObj(i -> pathOf(node.get(i), path + "[" + i + "]", text));
        return Stream.concat(members, elements).flatMap(Optional::stream).findFirst();
    }
}
