package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.Person;
import io.parley.messaging.inbound.Contacts.ContactUpdate;
import io.parley.messaging.media.ExpectedFile;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.UUID;

/**
 * A person's message on its way into the database.
 *
 * @param id ours
 * @param sender our identity that was addressed
 * @param file to be fetched; null if it has none
 * @param traceparent trace to link to; null if none
 */
record PendingInbound(UUID id, Sender sender, Received received, ExpectedFile file, String traceparent) {

    /** The same, from a person of whom more is known than it says. */
    PendingInbound from(Person person) {
        return new PendingInbound(id, sender, received.from(person), file, traceparent);
    }

    /** What it tells of the person; null if no more than a number. */
    ContactUpdate contactUpdate() {
        return received.person() == null ? null : new ContactUpdate(sender, received.person(), received.at());
    }
}
