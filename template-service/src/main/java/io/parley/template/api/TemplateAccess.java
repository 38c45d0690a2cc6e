package io.parley.template.api;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.Caller;
import io.parley.runtime.access.CurrentCaller;
import io.parley.runtime.access.SenderAccess;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The WhatsApp account in the path, if the caller may use its templates: the key has the scope, the account is the
 * caller's, and at least one of its numbers grants the scope. An account of another customer gets the response of one
 * that does not exist.
 */
@ApplicationScoped
class TemplateAccess {
    private static final ChannelName WHATSAPP = new ChannelName("whatsapp");

    private final CurrentCaller caller;
    private final Directory directory;
    private final SenderAccess senders;

    TemplateAccess(CurrentCaller caller, Directory directory, SenderAccess senders) {
        this.caller = caller;
        this.directory = directory;
        this.senders = senders;
    }

    /** @param id ours or Meta's */
    WhatsAppAccount toRead(String id) {
        return account(id, Scope.TEMPLATES_READ);
    }

    /** @param id ours or Meta's */
    WhatsAppAccount toWrite(String id) {
        return account(id, Scope.TEMPLATES_WRITE);
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

    private WhatsAppAccount account(String id, Scope scope) {
        var current = caller.get();
        if (!current.may(scope)) {
            throw Problems.forbidden("The API key needs the scope " + scope.value() + ".");
        }
        var account = directory.whatsAppAccounts(current.accountId()).stream()
                .filter(WhatsAppAccount::active)
                .filter(owned -> owned.id().toString().equalsIgnoreCase(id)
                        || owned.wabaId().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.unknown("WhatsApp account unknown"));
        if (!isGranted(current, account, scope)) {
            throw Problems.forbidden("A number of the WhatsApp account needs the scope " + scope.value()
                    + ", which the operator of this deployment grants.");
        }
        return account;
    }

    private boolean isGranted(Caller current, WhatsAppAccount account, Scope scope) {
        return directory.senders(current.accountId()).stream()
                .filter(Sender::active)
                .filter(sender -> account.id().equals(sender.whatsAppAccountId()))
                .anyMatch(sender -> sender.scopes().contains(scope));
    }
}
