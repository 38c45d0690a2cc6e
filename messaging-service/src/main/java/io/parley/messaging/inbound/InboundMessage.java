package io.parley.messaging.inbound;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.inbound.Contacts.ContactUpdate;
import io.parley.messaging.media.ExpectedFile;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A received message as stored.
 *
 * @param provider with {@code providerId} the deduplication key
 * @param publicId the contract's {@code messageId}
 * @param content the contract's MoContent as JSON
 * @param details JSON object; null if none
 * @param at by the provider's clock
 * @param contactUpdate the reported data of the person; null if there is only {@code person}
 * @param file file to download; null if it has none
 * @param callback callback that delivers it; empty if none is configured
 */
record InboundMessage(
        UUID id,
        String provider,
        String providerId,
        Sender sender,
        String person,
        String publicId,
        String content,
        @Nullable String details,
        Instant at,
        @Nullable ContactUpdate contactUpdate,
        @Nullable ExpectedFile file,
        Optional<CallbackRow> callback) {}
