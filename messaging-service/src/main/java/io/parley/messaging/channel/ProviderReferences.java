package io.parley.messaging.channel;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Provider ids of what a message's content refers to.
 *
 * @param messages network ids of known messages, by the id that the content uses
 * @param media the provider's handles of uploads
 */
public record ProviderReferences(Map<String, String> messages, Map<UUID, String> media) {

    public static final ProviderReferences NONE = new ProviderReferences(Map.of(), Map.of());

    /** The network's id; the given id if it is not one of ours. */
    public String message(String id) {
        return messages.getOrDefault(id, id);
    }

    /** The provider's handle; present for every upload of the content that is submitted, else null. */
    public @Nullable String media(UUID upload) {
        return media.get(upload);
    }
}
