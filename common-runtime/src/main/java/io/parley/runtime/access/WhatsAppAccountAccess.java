package io.parley.runtime.access;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The WhatsApp account in a path, if the caller may use what belongs to all of its numbers (templates, flows): the key
 * has the scope, the account is the caller's, and at least one of its numbers grants the scope. An account of another
 * customer gets the response of one that does not exist.
 */
@ApplicationScoped
public class WhatsAppAccountAccess {
    private final CurrentCaller caller;
    private final Directory directory;

    WhatsAppAccountAccess(CurrentCaller caller, Directory directory) {
        this.caller = caller;
        this.directory = directory;
    }

    /**
     * Returns the account, or fails with 403 or 404.
     *
     * @param id ours or Meta's
     */
    public WhatsAppAccount account(String id, Scope scope) {
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
