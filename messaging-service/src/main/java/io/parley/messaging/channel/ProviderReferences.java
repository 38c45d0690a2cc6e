package io.parley.messaging.channel;

import java.util.Map;
import java.util.UUID;

/**
 * What a message's content points to, in the provider's terms.
 *
 * @param messages the network's ids of messages we know, by what the content calls them
 * @param media the provider's handles of uploads
 */
public record ProviderReferences(Map<String, String> messages, Map<UUID, String> media) {

    public static final ProviderReferences NONE = new ProviderReferences(Map.of(), Map.of());

    /** The network's id; what the content says where it is not one of ours. */
    public String message(String named) {
        return messages.getOrDefault(named, named);
    }

    /** The provider's handle; it has one for every upload of the content. */
    public String media(UUID upload) {
        return media.get(upload);
    }
}
