package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.inbound.Contacts.ContactUpdate;
import io.parley.messaging.media.ExpectedFile;
import io.parley.messaging.model.Person;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A received message that is not stored yet.
 *
 * @param id our id
 * @param sender our sender that received it
 * @param file file to download; null if it has none
 * @param traceparent trace to link to; null if none
 */
record PendingInbound(
        UUID id,
        Sender sender,
        Received received,
        @Nullable ExpectedFile file,
        @Nullable String traceparent) {

    /** Returns a copy with a more complete person. */
    PendingInbound from(Person person) {
        return new PendingInbound(id, sender, received.from(person), file, traceparent);
    }

    /** The reported data of the person; null if there is only a number. */
    @Nullable
    ContactUpdate contactUpdate() {
        return received.person() == null ? null : new ContactUpdate(sender, received.person(), received.at());
    }
}
