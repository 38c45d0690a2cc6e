package io.parley.messaging.channel.whatsapp.account;

import io.parley.model.directory.DirectoryEntry.Sender;

/** A number as Meta describes it, and the sender that it is here. */
record NumberOfSender(Sender sender, NumberDetails details) {

    /** Meta's id, also if Meta describes the number without it. */
    String phoneNumberId() {
        return sender.providerId();
    }
}
