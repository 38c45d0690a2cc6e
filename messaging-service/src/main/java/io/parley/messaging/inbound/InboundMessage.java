package io.parley.messaging.inbound;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.inbound.Contacts.ContactUpdate;
import io.parley.messaging.media.ExpectedFile;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person's message as it is stored.
 *
 * @param provider with {@code providerId} the key by which a repeat is noticed
 * @param publicId the contract's {@code messageId}
 * @param content the contract's MoContent as JSON
 * @param details JSON object; null if none
 * @param at by the provider's clock
 * @param contactUpdate what the network tells of the person; null if no more than {@code person}
 * @param file to be fetched; null if it has none
 * @param callback the call that hands it over; empty if nobody wants it
 */
record InboundMessage(
        UUID id,
        String provider,
        String providerId,
        Sender sender,
        String person,
        String publicId,
        String content,
        String details,
        Instant at,
        ContactUpdate contactUpdate,
        ExpectedFile file,
        Optional<CallbackRow> callback) {}
