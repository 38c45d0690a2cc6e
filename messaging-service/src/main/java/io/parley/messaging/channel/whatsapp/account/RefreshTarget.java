package io.parley.messaging.channel.whatsapp.account;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import java.util.UUID;

/** What one refresh reads: a WhatsApp account with its numbers, or a number of which no WhatsApp account is known. */
sealed interface RefreshTarget {

    /** The id in the directory. */
    UUID id();

    record OfAccount(WhatsAppAccount account) implements RefreshTarget {
        @Override
        public UUID id() {
            return account.id();
        }
    }

    record OfNumber(Sender sender) implements RefreshTarget {
        @Override
        public UUID id() {
            return sender.id();
        }
    }
}
