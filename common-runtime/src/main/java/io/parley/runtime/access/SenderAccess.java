package io.parley.runtime.access;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Checks access to senders: only the owning account can use a sender, and only if the scopes of both sender and key
 * allow it.
 */
@ApplicationScoped
public class SenderAccess {
    private final Directory directory;

    SenderAccess(Directory directory) {
        this.directory = directory;
    }

    /**
     * Returns the caller's sender, or fails with 403. Unknown, inactive and other accounts' senders and a missing scope
     * get identical responses. A leading {@code +} of a number is ignored.
     *
     * @param identity the value of {@code from}
     * @param place name of the member or path parameter that holds it, for the problem
     */
    public Sender owned(Caller caller, ChannelName channel, String identity, Scope scope, String place) {
        return directory
                .sender(channel, plain(identity))
                .filter(Sender::active)
                .filter(sender -> sender.accountId().equals(caller.accountId()))
                .filter(sender -> caller.may(scope) && sender.scopes().contains(scope))
                .orElseThrow(() -> Problems.forbidden(place + " must be a sender of your account on " + channel
                        + ", and both it and the API key need the scope " + scope.value() + "."));
    }

    private static String plain(String identity) {
        return identity.startsWith("+") ? identity.substring(1) : identity;
    }
}
