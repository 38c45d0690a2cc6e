package io.parley.template.api;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.access.WhatsAppAccountAccess;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The WhatsApp account or number in the path, if the caller may use its templates. */
@ApplicationScoped
class TemplateAccess {
    private static final ChannelName WHATSAPP = new ChannelName("whatsapp");

    private final CurrentCaller caller;
    private final Directory directory;
    private final WhatsAppAccountAccess accounts;
    private final SenderAccess senders;

    TemplateAccess(CurrentCaller caller, Directory directory, WhatsAppAccountAccess accounts, SenderAccess senders) {
        this.caller = caller;
        this.directory = directory;
        this.accounts = accounts;
        this.senders = senders;
    }

    /** @param id ours or Meta's */
    WhatsAppAccount toRead(String id) {
        return accounts.account(id, Scope.TEMPLATES_READ);
    }

    /** @param id ours or Meta's */
    WhatsAppAccount toWrite(String id) {
        return accounts.account(id, Scope.TEMPLATES_WRITE);
    }

    /** The WhatsApp account of a number; empty if the number has none. */
    Optional<WhatsAppAccount> ofNumber(String number) {
        var sender = senders.existing(
                caller.get(),
                WHATSAPP,
                number,
                Scope.TEMPLATES_READ,
                "phone-number",
                () -> Problems.unknown("Phone number unknown"));
        return Optional.ofNullable(sender.whatsAppAccountId())
                .flatMap(directory::whatsAppAccount)
                .filter(WhatsAppAccount::active);
    }
}
