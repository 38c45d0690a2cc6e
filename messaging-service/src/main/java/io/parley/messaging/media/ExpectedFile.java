package io.parley.messaging.media;

import io.parley.messaging.channel.MediaKind;
import java.util.UUID;

/**
 * A file that a person sent and that is still with the network. Made by {@link InboundMedia}.
 *
 * @param id ours, under which it will be found
 * @param reference what the network calls it: its id of it, or an address
 * @param fileName null if it has none
 * @param sha256 what the network says of the bytes; null if nothing
 */
public record ExpectedFile(
        UUID id,
        UUID accountId,
        UUID senderId,
        String reference,
        MediaKind kind,
        String contentType,
        String fileName,
        byte[] sha256) {}
