package io.parley.messaging.channel.whatsapp.profile;

import io.parley.messaging.channel.whatsapp.graph.WhatsAppNames;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/** The number in the path, if the caller may read or change its settings. */
@ApplicationScoped
class ProfileAccess {
    private final CurrentCaller caller;
    private final SenderAccess senders;

    ProfileAccess(CurrentCaller caller, SenderAccess senders) {
        this.caller = caller;
        this.senders = senders;
    }

    Sender toRead(String number) {
        return existing(number, Scope.PROFILE_READ);
    }

    Sender toChange(String number) {
        return existing(number, Scope.PROFILE_WRITE);
    }

    private Sender existing(String number, Scope scope) {
        return senders.existing(
                caller.get(),
                WhatsAppNames.CHANNEL,
                number,
                scope,
                "The number in the path",
                () -> Problems.unknown("Phone number unknown"));
    }
}
