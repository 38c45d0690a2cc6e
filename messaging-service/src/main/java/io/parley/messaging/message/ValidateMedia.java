package io.parley.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.MediaKind;
import io.parley.messaging.media.OutboundMedia;
import io.parley.runtime.json.Violations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether the uploads that messages name are there, the caller's own and of the right kind. */
@Singleton
class ValidateMedia {

    private final OutboundMedia media;
    private final ObjectMapper json;

    ValidateMedia(OutboundMedia media, ObjectMapper json) {
        this.media = media;
        this.json = json;
    }

    /** @param path of the content in the request */
    private record Named(UUID file, MediaKind kind, String path, String content) {}

    /**
     * Fails with one problem that names every bad upload. Costs nothing where none is named.
     *
     * @param found what is wrong beside that
     */
    Uni<Void> check(AcceptBatch consignment, List<ParsedMessage> drafts, Violations found) {
        var named = named(drafts).toList();
        if (named.isEmpty()) {
            return Uni.createFrom().voidItem().invoke(found::throwIfAny);
        }
        var files = named.stream().map(Named::file).collect(Collectors.toSet());
        return media.check(consignment.lead().facts().accountId(), files)
                .invoke(judgement -> complain(named, judgement, found))
                .replaceWithVoid();
    }

    private void complain(List<Named> named, OutboundMedia.Judgement judgement, Violations violations) {
        named.forEach(
                one -> judgement.error(one.file(), one.kind()).ifPresent(words -> violations.add(place(one), words)));
        violations.throwIfAny();
    }

    private static Stream<Named> named(List<ParsedMessage> drafts) {
        return IntStream.range(0, drafts.size()).boxed().flatMap(i -> {
            var draft = drafts.get(i);
            var path = ParsedMessage.path(drafts, i);
            return draft.content().media().entrySet().stream()
                    .map(file -> new Named(file.getKey(), file.getValue(), path, draft.contentJson()));
        });
    }

    private String place(Named named) {
        try {
            return place(
                            json.readTree(named.content()),
                            named.path(),
                            named.file().toString())
                    .orElse(named.path());
        } catch (JsonProcessingException e) {
            return named.path();
        }
    }

    /** Where in the tree this text is. */
    private static Optional<String> place(JsonNode node, String path, String text) {
        if (node.isTextual()) {
            return node.textValue().equalsIgnoreCase(text) ? Optional.of(path) : Optional.empty();
        }
        var members =
                node.properties().stream().map(member -> place(member.getValue(), path + "." + member.getKey(), text));
        var elements = IntStream.range(0, node.isArray() ? node.size() : 0)
                .mapToObj(i -> place(node.get(i), path + "[" + i + "]", text));
        return Stream.concat(members, elements).flatMap(Optional::stream).findFirst();
    }
}
